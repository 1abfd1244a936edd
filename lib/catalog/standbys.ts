import { newId } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { findDatabase, type RegisteredDatabase } from './databases'

/** Of the pattern row nothing is kept: a place in shared tables is made as quickly as it is handed out. */
export const STANDBY_PATTERNS = ['schema', 'database', 'instance'] as const
export type StandbyPattern = (typeof STANDBY_PATTERNS)[number]
export type StandbySizes = Record<StandbyPattern, number>

/** What the first server of an installation keeps until its operator says otherwise. */
export const FIRST_STANDBYS: StandbySizes = { schema: 2, database: 1, instance: 1 }

/** Those that are left out stay. */
export async function setStandbyTargets(
  tx: CatalogTx,
  serverId: string,
  sizes: { [P in StandbyPattern]?: number | undefined },
): Promise<void> {
  for (const pattern of STANDBY_PATTERNS) {
    const { [pattern]: size } = sizes
    if (size === undefined) continue
    await tx.standbyTarget.upsert({
      where: { serverId_pattern: { serverId, pattern } },
      create: { serverId, pattern, size },
      update: { size },
    })
  }
}

/** A server whose standbys are not what they should be: too few, too many, too old, or left half-made. */
export async function listUnevenServers(version: string): Promise<string[]> {
  const rows = await catalogDb().$queryRaw<{ id: string }[]>`
    SELECT s.id FROM servers s
     WHERE s.state IN ('ready', 'draining') AND s.provider <> 'local' AND (
       EXISTS (
         SELECT FROM (VALUES ('schema'), ('database'), ('instance')) AS kept (pattern)
          WHERE CASE WHEN s.state = 'ready' THEN coalesce((SELECT size FROM standby_targets t WHERE t.server_id = s.id AND t.pattern = kept.pattern), 0) ELSE 0 END
             <> CASE kept.pattern
                  WHEN 'schema' THEN (SELECT count(*) FROM standby_schemas b JOIN databases d ON d.id = b.database_id
                                       WHERE d.server_id = s.id AND b.state = 'standby' AND b.given_as IS NULL AND b.schema_version >= ${version})
                  WHEN 'database' THEN (SELECT count(*) FROM databases d
                                         WHERE d.server_id = s.id AND d.pattern = 'database' AND d.state = 'standby' AND d.made_from >= ${version})
                  ELSE (SELECT count(*) FROM databases d JOIN servers l ON l.id = d.server_id AND l.provider = 'local'
                         WHERE s.provider = 'embedded' AND d.pattern = 'instance' AND d.state = 'standby' AND d.made_from >= ${version})
                END)
       OR EXISTS (SELECT FROM databases d WHERE d.server_id = s.id AND (d.state = 'filling' OR d.state = 'standby' AND d.made_from < ${version}
                                                                        OR d.state = 'dropping' AND d.app_role IS NULL))
       OR EXISTS (SELECT FROM standby_schemas b JOIN databases d ON d.id = b.database_id
                   WHERE d.server_id = s.id AND (b.state <> 'standby' OR b.schema_version < ${version} OR b.given_as IS NOT NULL AND b.created_at < now() - interval '1 hour')))`
  return rows.map(({ id }) => id)
}

/** Databases and servers of one server's pool, oldest first: also those half-made or on their way out. */
export async function listStandbyDatabases(serverId: string, pattern: 'database' | 'instance'): Promise<StandbyDatabase[]> {
  const rows = await catalogDb().$queryRaw<{ id: string; state: string; madeFrom: string }[]>`
    SELECT d.id, d.state, d.made_from AS "madeFrom" FROM databases d JOIN servers s ON s.id = d.server_id
     WHERE d.pattern = ${pattern} AND d.made_from IS NOT NULL AND d.app_role IS NULL AND d.state IN ('filling', 'standby', 'dropping')
       AND (${pattern} = 'database' AND d.server_id = ${serverId}::uuid OR ${pattern} = 'instance' AND s.provider = 'local')
     ORDER BY d.created_at, d.id`
  return Promise.all(rows.map(async ({ id, state, madeFrom }) => ({ database: (await findDatabase(id))!, state, madeFrom })))
}
export type StandbyDatabase = { database: RegisteredDatabase; state: string; madeFrom: string }

/** Entered before it is made. Throws when the server holds as many databases as it may (PG001). */
export async function enterStandbyDatabase(input: { serverId: string; name: string; madeFrom: string }): Promise<string> {
  const id = newId()
  await catalogDb().database.create({ data: { id, ...input, pattern: 'database', state: 'filling' } })
  return id
}

/** Of a server that was made for the pool, which is entered when it runs. */
export async function enterStandbyInstance(input: { serverId: string; name: string; madeFrom: string }): Promise<void> {
  await catalogDb().database.create({ data: { id: newId(), ...input, pattern: 'instance', state: 'standby' } })
}

/** By compare and swap: of the filler and whoever takes one, each sees what the other did. False: it was not in that state any more. */
export async function turnStandbyDatabase(id: string, from: string, to: 'standby' | 'dropping' | 'preparing'): Promise<boolean> {
  return (await catalogDb().database.updateMany({ where: { id, state: from, appRole: null }, data: { state: to } })).count === 1
}

export type StandbySchema = {
  databaseId: string
  database: string
  schema: string
  state: string
  version: string
  givenAs: string | null
  isOld: boolean
}

/** Of one server, oldest first. `isOld`: claimed an hour ago, so that whoever claimed it is dead. */
export async function listStandbySchemas(serverId: string): Promise<StandbySchema[]> {
  return catalogDb().$queryRaw<StandbySchema[]>`
    SELECT b.database_id AS "databaseId", d.name AS database, b.schema, b.state, b.schema_version AS version, b.given_as AS "givenAs",
           b.created_at < now() - interval '1 hour' AS "isOld"
      FROM standby_schemas b JOIN databases d ON d.id = b.database_id WHERE d.server_id = ${serverId}::uuid ORDER BY b.created_at, b.schema`
}

export async function enterStandbySchema(databaseId: string, schema: string, schemaVersion: string): Promise<void> {
  await catalogDb().standbySchema.create({ data: { databaseId, schema, schemaVersion } })
}

export async function turnStandbySchema(databaseId: string, schema: string, to: 'standby' | 'dropping'): Promise<boolean> {
  const from = to === 'standby' ? { state: 'filling' } : {}
  return (
    (await catalogDb().standbySchema.updateMany({ where: { databaseId, schema, givenAs: null, ...from }, data: { state: to } })).count === 1
  )
}

/**
 * A schema that is ready in that database, for one place and for nobody else; the one that an earlier try has claimed. Null: none. Rows
 * that others are claiming at this moment are passed over, not waited for.
 */
export async function claimStandbySchema(databaseId: string, givenAs: string, version: string): Promise<string | null> {
  const [claimed] = await catalogDb().$queryRaw<{ schema: string }[]>`
    UPDATE standby_schemas SET given_as = ${givenAs}, created_at = now() WHERE database_id = ${databaseId}::uuid AND schema = (
      SELECT schema FROM standby_schemas WHERE database_id = ${databaseId}::uuid
         AND (given_as = ${givenAs} OR given_as IS NULL AND state = 'standby' AND schema_version >= ${version})
       ORDER BY given_as NULLS LAST, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING schema`
  return claimed?.schema ?? null
}

export async function forgetStandbySchema(databaseId: string, schema: string): Promise<void> {
  await catalogDb().standbySchema.deleteMany({ where: { databaseId, schema } })
}

import { randomUUID } from 'node:crypto'
import {
  enterStandbySchema,
  forgetStandbySchema,
  listDatabases,
  listStandbySchemas,
  type RegisteredDatabase,
  type StandbySchema,
  turnStandbySchema,
} from '@/lib/catalog'
import { createTenantSchema, dropTenantSchema } from '@/lib/db'
import { schemaName } from '../schema/schema-name'
import type { Pool } from './fill-standbys'
import { hasRoom, wantedOf } from './room-for'

/** Schemas in the databases of the pattern schema, under names that no tenant has: each gets its own when it is handed out. */
export async function levelSchemas(pool: Pool): Promise<void> {
  const { server, version } = pool
  const known = await listStandbySchemas(server.id)
  const isGood = ({ state, givenAs, version: of }: StandbySchema) => state === 'standby' && givenAs === null && of >= version
  const good = known.filter(isGood)
  const wanted = wantedOf(pool, 'schema')
  const surplus = good.slice(0, Math.max(0, good.length - wanted))
  for (const each of [...known.filter((one) => !isGood(one)), ...surplus]) await drop(pool, each)
  for (let kept = good.length - surplus.length; kept < wanted; kept++) {
    const database = emptiest(
      (await listDatabases()).filter(({ serverId, pattern }) => serverId === server.id && pattern === 'schema'),
      good,
    )
    if (database === undefined || !(await hasRoom(pool, 'schema'))) return
    await make(pool, database)
  }
}

async function make({ admin, version }: Pool, { databaseId, database }: RegisteredDatabase): Promise<void> {
  const schema = schemaName(randomUUID(), 0)
  await enterStandbySchema(databaseId, schema, version)
  await createTenantSchema(database, schema, admin)
  await turnStandbySchema(databaseId, schema, 'standby')
}

/** One that was claimed is its tenant's business for an hour; after that whoever claimed it is dead. */
async function drop({ admin }: Pool, { databaseId, database, schema, givenAs, isOld }: StandbySchema): Promise<void> {
  if (givenAs === null ? !(await turnStandbySchema(databaseId, schema, 'dropping')) : !isOld) return
  await dropTenantSchema(database, schema, admin)
  await forgetStandbySchema(databaseId, schema)
}

function emptiest(databases: readonly RegisteredDatabase[], kept: readonly StandbySchema[]): RegisteredDatabase | undefined {
  const countOf = ({ databaseId }: RegisteredDatabase) => kept.filter((each) => each.databaseId === databaseId).length
  return [...databases].sort((a, b) => countOf(a) - countOf(b))[0]
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { findPlacement } from '@/lib/catalog'
import { log } from '@/lib/core'
import { closeAll, createTenantDatabase, moverClient } from '@/lib/db'
import { localInstances, stopInstances } from '@/lib/db/embedded'
import { hostInstances } from '@/lib/lifecycle'
import { addDatabase, addServer, startMover } from '@/lib/lifecycle/move/testing/move-lab'
import { prepareTemplates } from '../../scripts/testing/global-setup'
import { startTestServer } from '../../scripts/testing/postgres'
import { createWorld, type World } from '../../scripts/testing/world'

const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=4GB']
const FLOOR = 'floor'

/** Two servers that keep what they say, with a row and a schema database on each, and a mover. */
export async function openMoveWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  log.level = 'error'
  hostInstances(localInstances)
  const first = await startTestServer(DURABLE)
  await prepareTemplates(first.superuserUrl, folder)
  const world = await createWorld()
  const second = await addServer('second', DURABLE)
  await addDatabase(world, 'schema', 'schema')
  for (const pattern of ['row', 'schema'] as const) await second.addDatabase(pattern)
  await createTenantDatabase(FLOOR)
  const mover = await startMover()
  return {
    world,
    servers: { first: world.serverId, second: second.id },
    /** A tenant with so many rows, in a table with the indexes that it has everywhere. */
    addTenant: async (rows: number) => {
      const { tenant } = await world.addTenant()
      await fillFiles(world, tenant.id, rows)
      return tenant.id
    },
    copyOnce: (tenantId: string) => copyOnce(tenantId, first.superuserUrl),
    async close() {
      await mover.stop()
      await closeAll()
      await stopInstances()
      await Promise.all([first.stop(), second.server.stop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function fillFiles(world: World, tenantId: string, rows: number): Promise<void> {
  await world.asSuperuser(
    `INSERT INTO files (tenant_id, id, purpose, name, content_type, size_bytes, sha256, created_by)
     SELECT $1, sec.uuid_v7(), 'bench', 'File ' || n, 'text/plain', n, md5(n::text), 'bench' FROM generate_series(1, $2::int) n`,
    [tenantId, rows],
  )
}

/** The floor: one binary COPY from where the tenant lives into an empty table with the same indexes, as a superuser. Milliseconds. */
async function copyOnce(tenantId: string, superuserUrl: string): Promise<number> {
  const { host, port, database, schema } = (await findPlacement(tenantId))!
  const [source, target] = await Promise.all([moverClient({ host, port, database }), connect(superuserUrl)])
  await target.query('SET session_replication_role = replica')
  const began = performance.now()
  await pipeline(
    source.query(
      copyTo(`COPY (SELECT * FROM ${pg.escapeIdentifier(schema)}.files WHERE tenant_id = '${tenantId}') TO STDOUT (FORMAT binary)`),
    ),
    target.query(copyFrom('COPY files FROM STDIN (FORMAT binary)')),
  )
  const milliseconds = performance.now() - began
  await target.query('TRUNCATE files')
  await Promise.all([source.end(), target.end()])
  return milliseconds
}

async function connect(superuserUrl: string): Promise<pg.Client> {
  const url = new URL(superuserUrl)
  url.pathname = `/${FLOOR}`
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  return client
}

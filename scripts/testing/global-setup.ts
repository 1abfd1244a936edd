import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeAll, createTenantDatabase, ensureRoles, migrateCatalog } from '@/lib/db'
import { giveMoverRights } from '@/lib/db/connections/mover-rights'
import { prepareJobs } from '@/lib/operations'
import { startTestServer, testMasterKey } from './postgres'

/** One server for the whole run, with the roles and two migrated databases that every test file clones (see world.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-test-data-'))
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await prepareTemplates(server.superuserUrl, dataDir)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/** Points this process at the server, and makes what every world is cloned from. */
export async function prepareTemplates(superuserUrl: string, dataDir: string): Promise<void> {
  const url = new URL(await createOwner(superuserUrl))
  url.pathname = '/tpl_catalog'
  Object.assign(process.env, {
    TEST_SUPERUSER_URL: superuserUrl,
    DATABASE_URL: url.toString(),
    MASTER_KEY: testMasterKey(),
    DATA_DIR: dataDir,
  })
  await ensureRoles()
  await migrateCatalog()
  await prepareJobs()
  await createTenantDatabase('tpl_row')
  await closeAll()
}

/** The administrative role, which is no superuser, and the rights that the mover can only be given by one. Returns its URL. */
export async function createOwner(superuserUrl: string): Promise<string> {
  const url = new URL(superuserUrl)
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`CREATE ROLE rowhouse_owner LOGIN CREATEDB CREATEROLE PASSWORD '${url.password}'`)
    await giveMoverRights(client, 'rowhouse_owner')
  })
  url.username = 'rowhouse_owner'
  return url.toString()
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await work(client)
  await client.end()
}

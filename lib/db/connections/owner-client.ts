import pg from 'pg'
import { ownerConfig, type ServerAdmin } from './connection-config'

/** A connection of its own as the administrative role, for DDL and for reading a database's catalogue. The caller ends it. */
export async function ownerClient(database?: string, admin?: ServerAdmin): Promise<pg.Client> {
  const client = new pg.Client({ ...ownerConfig(database, admin), application_name: 'rowhouse:owner' })
  client.on('error', () => {}) // the running query is rejected too; an 'error' event without a listener ends the process
  await client.connect()
  return client
}

/** Runs `work` on such a connection and ends it. */
export async function withOwner<R>(database: string | undefined, work: (client: pg.Client) => Promise<R>, admin?: ServerAdmin): Promise<R> {
  const client = await ownerClient(database, admin)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

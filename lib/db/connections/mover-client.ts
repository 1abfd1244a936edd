import pg from 'pg'
import { roleConfig, type ServerAddress } from './connection-config'

type Place = ServerAddress & { database: string }

/** A connection of its own as the role that carries tenants between places, and sees the rows of all. The caller ends it. */
export async function moverClient(at: Place, config: pg.ClientConfig = {}): Promise<pg.Client> {
  const { host, port, tls, database } = at
  const client = new pg.Client({
    ...roleConfig('rowhouse_mover', { host, port, tls, database }),
    application_name: 'rowhouse:mover',
    ...config,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Runs `work` on such a connection and ends it. */
export async function withMover<R>(at: Place, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = await moverClient(at)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

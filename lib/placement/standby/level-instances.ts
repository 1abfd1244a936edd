import { randomBytes } from 'node:crypto'
import {
  enterLocalServer,
  enterStandbyInstance,
  forgetServer,
  knownServerNames,
  listBareServers,
  listStandbyDatabases,
  type StandbyDatabase,
  turnStandbyDatabase,
} from '@/lib/catalog'
import { ensureRoles, ensureTemplateDatabase, readServerLevel } from '@/lib/db'
import { dropInstance } from '../instance/drop-instance'
import { findInstanceHost, type InstanceHost } from '../instance/instance-host'
import type { Pool } from './fill-standbys'
import { wantedOf } from './room-for'

/** Names a server that was made for the pool, also after it was handed out. */
const PREFIX = 'instance-'
/** The one database of a server that is kept ready, closed until it is handed out under another name. */
const DATABASE = 'standby'

/** Running servers that are copies of a template folder. Only beside the embedded server, on whose machine they run. */
export async function levelInstances(pool: Pool): Promise<void> {
  const { server, version } = pool
  const host = findInstanceHost()
  if (server.provider !== 'embedded' || !host) return
  await sweep(host)
  const known = await listStandbyDatabases(server.id, 'instance')
  const lent = await withdrawLent(host, known)
  const good = known.filter((one) => !lent.includes(one) && one.state === 'standby' && one.madeFrom >= version)
  const wanted = wantedOf(pool, 'instance')
  const surplus = good.slice(0, Math.max(0, good.length - wanted))
  for (const one of [...known.filter((each) => !good.includes(each) && !lent.includes(each)), ...surplus]) {
    const { database, state } = one
    if (state === 'dropping' || (await turnStandbyDatabase(database.databaseId, state, 'dropping'))) await dropInstance(database)
  }
  for (let kept = good.length - surplus.length; kept < wanted; kept++) await make(pool, host)
}

async function make({ server, version }: Pool, host: InstanceHost): Promise<void> {
  const name = `${PREFIX}${randomBytes(4).toString('hex')}`
  const { admin, folder } = await host.copy(name, version, async (template) => {
    await ensureRoles(template)
    await ensureTemplateDatabase(DATABASE, template)
  })
  const { id } = await enterLocalServer({ name, folder, admin, region: server.region, level: await readServerLevel(admin) })
  await enterStandbyInstance({ serverId: id, name: DATABASE, madeFrom: version })
}

/** A catalog from before a hand-out takes a tenant's server for a standby; its folder knows better. It is neither given away nor dropped. */
async function withdrawLent(host: InstanceHost, known: readonly StandbyDatabase[]): Promise<StandbyDatabase[]> {
  const ready = new Set(host.list().flatMap(({ name, isStandby }) => (isStandby ? name : [])))
  const lent = known.filter(({ state, database }) => state === 'standby' && !ready.has(database.server))
  for (const { database } of lent) await turnStandbyDatabase(database.databaseId, 'standby', 'preparing')
  return lent
}

/** Only what says of itself that nobody ever lived there. */
async function sweep(host: InstanceHost): Promise<void> {
  const ready = new Set(host.list().flatMap(({ name, isStandby }) => (isStandby && name.startsWith(PREFIX) ? name : [])))
  for (const { id, name } of await listBareServers(PREFIX)) {
    if (!ready.has(name)) continue
    await host.remove(name)
    await forgetServer(id)
  }
  const known = await knownServerNames()
  for (const name of ready) if (!known.has(name)) await host.remove(name)
}

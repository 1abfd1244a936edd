import { randomBytes } from 'node:crypto'
import {
  changeDatabase,
  enterStandbyDatabase,
  forgetDatabase,
  listStandbyDatabases,
  type StandbyDatabase,
  turnStandbyDatabase,
} from '@/lib/catalog'
import { copyTemplateDatabase, dropUnknownDatabase, ensureTemplateDatabase, listDatabaseNames } from '@/lib/db'
import { ownPrefix } from '../own/own-names'
import type { Pool } from './fill-standbys'
import { hasRoom, wantedOf } from './room-for'
import { templateName, templatePrefix } from './template-name'

/** Databases that are copies of the server's template, closed to everybody until they are handed out. */
export async function levelDatabases(pool: Pool): Promise<void> {
  const { server, admin, version } = pool
  const wanted = wantedOf(pool, 'database')
  const template = templateName(version)
  if (wanted > 0) await ensureTemplateDatabase(template, admin) // first of all: from here on new ones can be made
  const known = await listStandbyDatabases(server.id, 'database')
  const good = known.filter(({ state, madeFrom }) => state === 'standby' && madeFrom >= version)
  const surplus = good.slice(0, Math.max(0, good.length - wanted))
  for (const each of [...known.filter((one) => !good.includes(one)), ...surplus]) await drop(pool, each)
  for (const name of await listDatabaseNames(templatePrefix(), admin))
    if (name < template || wanted === 0) await dropUnknownDatabase(name, admin)
  for (let kept = good.length - surplus.length; kept < wanted; kept++) {
    if (!(await hasRoom(pool, 'database'))) return
    const name = `${ownPrefix()}${randomBytes(6).toString('hex')}`
    const id = await enterStandbyDatabase({ serverId: server.id, name, madeFrom: version })
    await copyTemplateDatabase(template, name, admin)
    await turnStandbyDatabase(id, 'filling', 'standby')
  }
}

/** Not one that was handed out a moment ago: it is a tenant's by then, and in another state. */
async function drop({ admin }: Pool, { database, state }: StandbyDatabase): Promise<void> {
  const { databaseId, database: name } = database
  if (state !== 'dropping' && !(await turnStandbyDatabase(databaseId, state, 'dropping'))) return
  await dropUnknownDatabase(name, admin)
  await changeDatabase(databaseId, { state: 'dropping' })
  await forgetDatabase(databaseId)
}

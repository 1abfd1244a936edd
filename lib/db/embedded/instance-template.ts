import { execFile } from 'node:child_process'
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { chown, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { dataDir } from '@/lib/core'
import type { ServerAdmin } from '../connections/connection-config'
import { passwordClause } from '../connections/role-password'
import { findBinaries } from './binaries'
import { ensureOwner } from './ensure-owner'
import { adminOf, removeServerFolder } from './instance-folder'
import { keepPassword } from './keep-password'
import { choosePlace, type Place } from './place'
import { instanceSettings, serverEnvironment } from './settings'
import { type EmbeddedServer, startEmbedded } from './start-embedded'

const FINISHED = 'finished'
const SUPERUSER = 'superuser.password'
const templatesFolder = () => join(dataDir(), 'templates')

/**
 * The folder of a stopped server with everything that servers of single tenants have in common. Made once for each version; what a
 * killed process left half-made is made again, and folders of other versions go.
 */
export async function ensureInstanceTemplate(version: string, prepare: (admin: ServerAdmin) => Promise<void>): Promise<string> {
  mkdirSync(templatesFolder(), { recursive: true, mode: 0o711 })
  const folder = join(templatesFolder(), version)
  if (existsSync(join(folder, FINISHED))) return folder
  for (const name of readdirSync(templatesFolder())) await removeServerFolder(join(templatesFolder(), name))
  const server = await startEmbedded({ dir: folder, settings: instanceSettings() })
  try {
    const { user, password } = await ensureOwner(server, { database: null, passwordFile: join(folder, 'owner.password') })
    await prepare(adminOf(server, user, password))
  } finally {
    await server.stop()
  }
  writeFileSync(join(folder, FINISHED), '', { mode: 0o600 })
  return folder
}

/**
 * Puts a copy of a template's data into a folder that has none, and starts it with a superuser's password of its own: a copy has its
 * template's secrets until it gets others. The owner's comes with the next `ensureOwner`, which finds no file of one here.
 */
export async function startCopy(template: string, folder: string): Promise<EmbeddedServer> {
  const source = choosePlace(template)
  const target = choosePlace(folder)
  await copyData(source, target)
  copyFileSync(join(template, SUPERUSER), join(folder, SUPERUSER))
  const server = await startEmbedded({ dir: folder, settings: instanceSettings() })
  await renewSuperuser(server, folder)
  return startEmbedded({ dir: folder, settings: instanceSettings() }) // the same one, by its new password
}

/** Written to the disk before it counts: PostgreSQL takes what it finds in its folder for safe. */
async function copyData({ data: from }: Place, { data: to, user }: Place): Promise<void> {
  const draft = `${to}.draft`
  rmSync(draft, { recursive: true, force: true })
  await cp(from, draft, { recursive: true, mode: constants.COPYFILE_FICLONE })
  if (!user.isCurrent) {
    const names = await readdir(draft, { recursive: true })
    await Promise.all(['', ...names].map((name) => chown(join(draft, name), user.uid, user.gid)))
  }
  await promisify(execFile)(findBinaries(user).initdb, ['--sync-only', '-D', draft], {
    ...(!user.isCurrent && { uid: user.uid, gid: user.gid }),
    cwd: draft,
    env: serverEnvironment(),
  })
  renameSync(draft, to)
}

async function renewSuperuser(server: EmbeddedServer, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    const draft = join(folder, `${SUPERUSER}.new`)
    const password = keepPassword(draft)
    await client.query(`ALTER ROLE postgres ${passwordClause('postgres', password)}`)
    renameSync(draft, join(folder, SUPERUSER))
  } finally {
    await client.end()
  }
}

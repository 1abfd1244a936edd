import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '@/lib/core'
import type { Binaries } from './binaries'
import { giveTo, type Place } from './place'
import { serverEnvironment } from './settings'

const DRAFT = 'initdb-'

/** Makes the data directory unless it is there. It appears whole: one that was killed half-way is cleared away by the next start. */
export function initialize({ data, user }: Place, binaries: Binaries, password: string, isThrowAway: boolean): void {
  const major = binaries.version.split('.')[0]!
  if (existsSync(join(data, 'PG_VERSION'))) {
    const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
    if (found === major) return
    throw new AppError('unavailable', {
      message: `The database in ${data} was made by PostgreSQL ${found}; this version of Rowhouse brings ${major}, which cannot read it. Start the version of Rowhouse that made it.`,
    })
  }
  const parent = dirname(data)
  for (const name of readdirSync(parent)) if (name.startsWith(DRAFT)) rmSync(join(parent, name), { recursive: true, force: true })
  const draft = mkdtempSync(join(parent, DRAFT))
  const passwordFile = join(draft, 'password')
  mkdirSync(join(draft, 'data'), { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [draft, join(draft, 'data'), passwordFile]) giveTo(user, path)
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', ...(isThrowAway ? ['--no-sync'] : [])]
  try {
    execFileSync(binaries.initdb, ['-D', join(draft, 'data'), '-U', 'postgres', `--pwfile=${passwordFile}`, ...flags], {
      ...(!user.isCurrent && { uid: user.uid, gid: user.gid }),
      cwd: draft,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    renameSync(join(draft, 'data'), data)
  } catch (cause) {
    if (existsSync(join(data, 'PG_VERSION'))) return // another start was quicker
    const said = String((cause as { stderr?: Buffer }).stderr ?? cause).trim()
    const way = /could not look up effective user/.test(said)
      ? ` The account of uid ${process.getuid?.()} has no name: add it to /etc/passwd, or set DATABASE_URL.`
      : ''
    throw new AppError('unavailable', { message: `PostgreSQL could not make its data directory in ${data}: ${said}${way}`, cause })
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

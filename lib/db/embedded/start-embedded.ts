import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/core'
import { type Binaries, findBinaries } from './binaries'
import { initialize } from './initialize'
import { keepPassword } from './keep-password'
import { choosePlace, type Place } from './place'
import { choosePort } from './port'
import { findRunning, isAlive, stopProcess } from './running'
import { serverEnvironment, serverSettings } from './settings'

export type EmbeddedOptions = {
  /** The server's folder: one for each server. Everything of it goes there, or under /var/lib/rowhouse when its user cannot enter. */
  dir: string
  /** Default: the one it had before, else a free one. */
  port?: number
  /** Over the defaults of settings.ts. */
  settings?: Record<string, string>
  /** For tests: nothing survives a power cut, and starting is quicker. */
  isThrowAway?: boolean
  logFile?: string
}

export type EmbeddedServer = {
  host: '127.0.0.1'
  port: number
  pid: number
  user: 'postgres'
  password: string
  version: string
  dataDir: string
  /** Set when data or programs lie outside `dir`, because PostgreSQL's user cannot enter it. */
  elsewhere: string | null
  wasRunning: boolean
  wasInitialized: boolean
  /** A URL of the superuser, or of another role. */
  url(database: string, user?: string, password?: string): string
  isAlive(): boolean
  stop(): Promise<void>
}

const PORT_TRIES = 5
const LOG_BYTES_MAX = 10 * 1024 * 1024

/** Starts the server of a folder, or takes over the one that runs there already (its starter was killed). */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = choosePlace(options.dir)
  const binaries = findBinaries(place.user)
  const password = keepPassword(join(place.home, 'superuser.password'))
  const wasInitialized = existsSync(join(place.data, 'PG_VERSION'))
  initialize(place, binaries, password, options.isThrowAway ?? false)

  const running = findRunning(place.data)
  if (running) {
    await untilReady(running.port, password, () => isAlive(running.pid))
    return serverOf(place, binaries, running, password, { wasRunning: true, wasInitialized })
  }
  const logFile = options.logFile ?? join(place.home, 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(place.home, options.port)
    const logStart = turnLog(logFile)
    const pid = launch(place, binaries, port, options, logFile)
    try {
      await untilReady(port, password, () => isAlive(pid))
      return serverOf(place, binaries, { pid, port }, password, { wasRunning: false, wasInitialized })
    } catch (cause) {
      const said = tail(logFile, logStart)
      // Another process took the port in between, or processes of a killed server have not noticed yet that it is gone.
      const isPassing = /could not create any TCP|Address already in use|still in use|lock file .* already exists/.test(said)
      if (isPassing && attempt < PORT_TRIES && options.port === undefined) {
        await pause(300)
        continue
      }
      if (isAlive(pid)) await stopProcess(pid)
      throw new AppError('unavailable', { message: `PostgreSQL did not start in ${place.data}. Its log ${logFile} ends:\n${said}`, cause })
    }
  }
}

function launch({ data, user }: Place, binaries: Binaries, port: number, options: EmbeddedOptions, logFile: string): number {
  const settings = serverSettings({
    ...(options.isThrowAway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  })
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'a', 0o600)
  try {
    // A session of its own: Ctrl-C in a terminal reaches us alone, and we stop PostgreSQL last.
    const child = spawn(binaries.postgres, ['-D', data, ...flags], {
      ...(!user.isCurrent && { uid: user.uid, gid: user.gid }),
      cwd: dirname(data) === '/' ? '/' : data,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    })
    child.on('error', () => {}) // a program that cannot be run has no pid: told below
    child.unref()
    if (child.pid === undefined) throw new AppError('unavailable', { message: `${binaries.postgres} cannot be run.` })
    return child.pid
  } finally {
    closeSync(log)
  }
}

/** Connects until it is served: the port opens before recovery is over, so a line in the log or an open port would not do. */
async function untilReady(port: number, password: string, isStillThere: () => boolean): Promise<void> {
  for (let waited = 0; ; waited += 25) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 5000,
    })
    client.on('error', () => {})
    const refused = await client.connect().then(
      () => null,
      (error: Error & { code?: string }) => error,
    )
    await client.end().catch(() => {})
    if (!refused) return
    if (refused.code === '28P01')
      throw new AppError('unavailable', {
        message: 'The stored password of the embedded PostgreSQL is not the one it was made with.',
        cause: refused,
      })
    if (!isStillThere()) throw refused
    if (waited > 300_000) throw refused // replaying the WAL of a crash takes its time, but not that much
    await pause(25)
  }
}

function serverOf(
  place: Place,
  binaries: Binaries,
  { pid, port }: { pid: number; port: number },
  password: string,
  past: { wasRunning: boolean; wasInitialized: boolean },
): EmbeddedServer {
  return {
    host: '127.0.0.1',
    port,
    pid,
    user: 'postgres',
    password,
    version: binaries.version.split('-')[0]!,
    dataDir: place.data,
    elsewhere: place.isElsewhere ? dirname(place.data) : binaries.copiedTo,
    ...past,
    url: (database, user = 'postgres', secret = password) =>
      `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    isAlive: () => isAlive(pid),
    stop: () => stopProcess(pid),
  }
}

/** Keeps one earlier log, and tells where the new one begins. */
function turnLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes < LOG_BYTES_MAX) return sizeBytes
  renameSync(file, `${file}.1`)
  return 0
}

function tail(file: string, start: number): string {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(4000)
    const from = Math.max(start, statSync(file).size - buffer.length)
    return buffer
      .subarray(0, readSync(handle, buffer, 0, buffer.length, from))
      .toString('utf8')
      .trim()
  } finally {
    closeSync(handle)
  }
}

import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { sha256Hex } from '@/lib/core'
import { findBinaries, serverUser } from '@/lib/db/embedded'

const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'shared_buffers=256MB',
  'wal_level=logical',
  'max_replication_slots=64',
  'max_wal_senders=64',
  'listen_addresses=127.0.0.1',
  'deadlock_timeout=200ms',
  'timezone=Asia/Kathmandu', // wherever a server lives, moments stay the same
  'log_min_messages=panic',
]
export const SUPERUSER_PASSWORD = 'test'

export interface TestServer {
  readonly superuserUrl: string
  /** Kills every process of the server without a word, as a machine does that loses its power. */
  crash(): Promise<void>
  /** After a crash: recovers from its log, at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * A PostgreSQL of this run alone, in about a second: initdb's result is kept in the temporary folder and copied. The server is a
 * child of a shell that waits for the end of its input, so it stops and its files go even when this process is killed.
 */
export async function startTestServer(settings: readonly string[] = []): Promise<TestServer> {
  const user = serverUser()
  const { initdb, postgres } = chosenBinaries() ?? findBinaries(user)
  const as = user.isCurrent ? {} : { uid: user.uid, gid: user.gid }
  const root = mkdtempSync(join(tmpdir(), 'rowhouse-test-'))
  const data = join(root, 'data')
  execFileSync('cp', ['-a', pristineCluster(initdb, as), data])
  if (as.uid !== undefined) chownSync(root, as.uid, as.gid)
  const port = await freePort()
  const flags = [...SETTINGS, ...settings, `unix_socket_directories=${root}`].flatMap((setting) => ['-c', setting])
  const script = '"$@" & server=$!; trap "" INT TERM HUP; cat > /dev/null; kill -QUIT $server; wait $server; rm -rf "$ROOT"'
  const launch = () =>
    spawn('sh', ['-c', script, 'sh', postgres, '-D', data, '-p', String(port), ...flags], {
      ...as,
      cwd: root,
      env: { ...process.env, ROOT: root },
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
  const shells = [launch()]
  const superuserUrl = `postgresql://postgres:${SUPERUSER_PASSWORD}@127.0.0.1:${port}/postgres`
  await untilUp(superuserUrl)
  return {
    superuserUrl,
    async crash() {
      const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      const pids = [postmaster, ...(await processesOf(superuserUrl))]
      for (const pid of pids) signal(pid, 'SIGKILL')
      while (pids.some((pid) => signal(pid, 0))) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    async restart() {
      shells.unshift(launch())
      await untilUp(superuserUrl, RECOVERY_TRIES)
    },
    async stop() {
      for (const shell of shells) {
        const gone = new Promise((resolve) => shell.once('exit', resolve))
        shell.stdin.end()
        await gone
      }
    },
  }
}

async function processesOf(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
  await client.end()
  return rows.map(({ pid }) => pid)
}

/** False when there is no such process any more. */
function signal(pid: number, name: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** TEST_POSTGRES_BIN names a folder with another version's binaries: everything holds from PostgreSQL 15 on. */
function chosenBinaries(): { initdb: string; postgres: string } | undefined {
  const folder = process.env.TEST_POSTGRES_BIN
  return folder ? { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') } : undefined
}

function pristineCluster(initdb: string, as: { uid?: number; gid?: number }): string {
  const folder = join(tmpdir(), `rowhouse-test-initdb-${sha256Hex(initdb).slice(0, 8)}-${as.uid ?? process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return folder
  const draft = mkdtempSync(join(tmpdir(), 'rowhouse-test-draft-'))
  const passwordFile = join(draft, 'password')
  writeFileSync(passwordFile, SUPERUSER_PASSWORD)
  mkdirSync(join(draft, 'data'), { mode: 0o700 })
  if (as.uid !== undefined) for (const path of [draft, passwordFile, join(draft, 'data')]) chownSync(path, as.uid, as.gid!)
  execFileSync(
    initdb,
    [
      '-D',
      join(draft, 'data'),
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...as, cwd: draft, stdio: 'ignore' },
  )
  try {
    renameSync(join(draft, 'data'), folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // otherwise another run was faster
  }
  rmSync(draft, { recursive: true, force: true })
  return folder
}

/** Recovery replays the log, and flushes every file first where fsync is on. */
const [START_TRIES, RECOVERY_TRIES] = [300, 4_000]

async function untilUp(url: string, triesMax = START_TRIES): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    const failure = await client.connect().then(
      () => undefined,
      (error: Error) => error,
    )
    await client.end().catch(() => {})
    if (failure === undefined) return
    if (tries > triesMax) throw new Error('the PostgreSQL of this test run did not start', { cause: failure })
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** A key that is as good as random for tests, and of the right length. */
export const testMasterKey = (): string => randomBytes(32).toString('base64')

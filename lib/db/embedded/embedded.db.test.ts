import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type EmbeddedServer, ensureOwner, findEmbedded, startEmbedded, stopEmbedded } from './index'

const isRoot = process.getuid?.() === 0
const root = mkdtempSync(join(tmpdir(), 'embedded-'))
chmodSync(root, 0o755)
const folders: string[] = []
const SETTINGS = { shared_buffers: '16MB', max_connections: '20' }

function folder(name: string): string {
  const dir = join(root, `${name}-${folders.length}`)
  folders.push(dir)
  return dir
}
const start = (dir: string, more = {}) => startEmbedded({ dir, settings: SETTINGS, isThrowAway: true, ...more })

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function untilGone(server: EmbeddedServer): Promise<void> {
  while (server.isAlive()) await pause(10)
}

afterEach(async () => {
  for (const dir of folders.splice(0)) await stopEmbedded(dir)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  it('is version 18, in UTF-8 and C.UTF-8, with logical WAL, and durable unless it is for a test', async () => {
    const server = await startEmbedded({ dir: folder('settings'), settings: SETTINGS })
    const names = [
      'server_version_num',
      'server_encoding',
      'wal_level',
      'fsync',
      'full_page_writes',
      'password_encryption',
      'listen_addresses',
    ]
    const rows = await query(server, `SELECT name, setting FROM pg_settings WHERE name IN ('${names.join("','")}')`)
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toMatchObject({
      server_version_num: expect.stringMatching(/^18/),
      server_encoding: 'UTF8',
      wal_level: 'logical',
      fsync: 'on',
      full_page_writes: 'on',
      password_encryption: 'scram-sha-256',
      listen_addresses: '127.0.0.1',
    })
    expect(await query(server, 'SELECT datcollate FROM pg_database')).toContainEqual({ datcollate: 'C.UTF-8' })
  })

  it('lets nobody in without its password, and keeps that readable by its owner alone', async () => {
    const dir = folder('password')
    const server = await start(dir)
    const client = new pg.Client({ connectionString: server.url('postgres', 'postgres', 'wrong') })
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dir, 'superuser.password')).mode & 0o777).toBe(0o600)
  })

  it('never runs as root', async () => {
    const server = await start(folder('root'))
    expect(statSync(join(server.dataDir, 'PG_VERSION')).uid).not.toBe(0)
    if (existsSync(`/proc/${server.pid}`)) expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0)
  })

  it('keeps its rows and its port when it is stopped and started', async () => {
    const dir = folder('again')
    const first = await start(dir)
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS n')
    await first.stop()
    expect(first.isAlive()).toBe(false)
    const second = await start(dir)
    expect(second).toMatchObject({ port: first.port, wasInitialized: true, wasRunning: false })
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  })

  it('is taken over when its starter was killed and it still runs', async () => {
    const dir = folder('reuse')
    const first = await start(dir)
    const second = await start(dir)
    expect(second).toMatchObject({ pid: first.pid, port: first.port, wasRunning: true })
  })

  it('recovers after SIGKILL with what was committed', async () => {
    const dir = folder('killed')
    const first = await startEmbedded({ dir, settings: SETTINGS })
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS n')
    process.kill(first.pid, 'SIGKILL')
    await untilGone(first)
    expect(existsSync(join(first.dataDir, 'postmaster.pid'))).toBe(true)
    const second = await startEmbedded({ dir, settings: SETTINGS })
    expect(second.wasRunning).toBe(false)
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  })

  it('starts although a stranger now has the process number in the stale pid file', async () => {
    const dir = folder('stranger')
    const first = await start(dir)
    const file = join(first.dataDir, 'postmaster.pid')
    const stale = readFileSync(file, 'utf8')
    await first.stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    try {
      writeFileSync(file, stale.replace(/^\d+/, String(stranger.pid)))
      const second = await start(dir)
      expect(second.wasRunning).toBe(false)
      expect(stranger.exitCode).toBeNull()
    } finally {
      stranger.kill()
    }
  })

  it('takes another port when its own was given away meanwhile', async () => {
    const [one, two] = [folder('port'), folder('port')]
    const first = await start(one)
    mkdirSync(two)
    writeFileSync(join(two, 'port'), String(first.port))
    const second = await start(two)
    expect(second.port).not.toBe(first.port)
  })

  it('begins anew when making its data directory was interrupted', async () => {
    const dir = folder('interrupted')
    mkdirSync(join(dir, 'initdb-abc', 'data'), { recursive: true })
    const server = await start(dir)
    expect(existsSync(join(dir, 'initdb-abc'))).toBe(false)
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('says so when its data are of another version of PostgreSQL', async () => {
    const dir = folder('version')
    const server = await start(dir)
    await server.stop()
    writeFileSync(join(server.dataDir, 'PG_VERSION'), '17\n')
    await expect(start(dir)).rejects.toThrow(/made by PostgreSQL 17/)
    writeFileSync(join(server.dataDir, 'PG_VERSION'), '18\n')
  })

  it('shows the end of its log when a setting keeps it from starting', async () => {
    await expect(start(folder('broken'), { settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(/shared_buffers/)
  })

  it('several run at once on one machine', async () => {
    const servers = await Promise.all([start(folder('many')), start(folder('many')), start(folder('many'))])
    expect(new Set(servers.map(({ port }) => port)).size).toBe(3)
  })

  it('is found and stopped by a process that did not start it', async () => {
    const dir = folder('found')
    const server = await start(dir)
    expect(findEmbedded(dir)).toEqual({ pid: server.pid, port: server.port })
    expect(await stopEmbedded(dir)).toBe(true)
    expect(findEmbedded(dir)).toBeNull()
    expect(await stopEmbedded(dir)).toBe(false)
  })
})

if (isRoot)
  describe('as root, in a folder that only root can enter', () => {
    it('data and programs go under /var/lib/rowhouse, the rest stays, and a second start finds them', async () => {
      const closed = folder('closed')
      mkdirSync(closed, { mode: 0o700 })
      const dir = join(closed, 'postgres-18')
      folders.push(dir)
      const first = await start(dir)
      expect(first.dataDir).toMatch(/^\/var\/lib\/rowhouse\/[0-9a-f]{12}\/data$/)
      expect(first.elsewhere).toBe(dirname(first.dataDir))
      await query(first, 'CREATE TABLE kept AS SELECT 7 AS n')
      await first.stop()
      const second = await start(dir)
      expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
      await second.stop()
      rmSync(dirname(first.dataDir), { recursive: true })
    })

    it('a clone that was moved is told where its data are, and is not started empty', async () => {
      const closed = folder('moved')
      mkdirSync(closed, { mode: 0o700 })
      const dir = join(closed, 'postgres-18')
      folders.push(dir)
      const first = await start(dir)
      await first.stop()
      chmodSync(closed, 0o755) // now its user could enter, and the place would be another
      await expect(start(dir)).rejects.toThrow(`mv ${first.dataDir}`)
      rmSync(dirname(first.dataDir), { recursive: true })
    })

    it('goes on as the user who owns the data', async () => {
      const dir = folder('owner')
      const first = await start(dir)
      const { uid } = statSync(first.dataDir)
      await first.stop()
      const second = await start(dir)
      expect(statSync(`/proc/${second.pid}`).uid).toBe(uid)
    })
  })

describe('the owner of the catalog', () => {
  it('may make roles and databases, owns the catalog, and is no superuser', async () => {
    const dir = folder('owner-role')
    const server = await start(dir)
    const passwordFile = join(dir, 'secrets', 'owner.password')
    const owner = await ensureOwner(server, { passwordFile })
    expect(await ensureOwner(server, { passwordFile })).toEqual(owner)
    const client = new pg.Client({ connectionString: owner.url })
    await client.connect()
    try {
      await client.query('CREATE ROLE made_by_owner')
      await client.query('CREATE DATABASE made_by_owner')
      const { rows } = await client.query(
        `SELECT rolsuper, rolbypassrls, pg_get_userbyid(datdba) AS owner
           FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
      )
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owner: 'rowhouse_owner' }])
    } finally {
      await client.end()
    }
  })
})

// What the import costs: people and their pay from CSV files, through parsing, checking and row-level security, over raw COPY of the
// finished rows into the same tables, with the same indexes and foreign keys, by a role that no policy holds back. Then a million rows
// at once, for the memory of the process that imports them.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { ENGLISH } from '../lib/hr/sample/english'
import { writeCompany } from '../scripts/company/write-company'
import { prepareTemplates } from '../scripts/testing/global-setup'
import { startTestServer } from '../scripts/testing/postgres'
import { createWorld, type World } from '../scripts/testing/world'
import { median } from './measure/alternate'

const ROUNDS = 5
const PEOPLE = 50_000
const PEOPLE_AT_ONCE = 500_000
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=8GB']
const TABLES = {
  departments: 'tenant_id, id, code, name',
  employees:
    'tenant_id, id, number, first_name, last_name, gender, birth_date, email, title, department_id, manager_id, status, hired_on, left_on',
  salaries: 'tenant_id, id, employee_id, amount_minor, currency, period, from_date, to_date',
}

interface Imported {
  milliseconds: number
  rows: number
  peakMemoryMiB: number
}

export default async function importBench(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'rowhouse-import-'))
  const server = await startTestServer(DURABLE)
  try {
    await prepareTemplates(server.superuserUrl, folder)
    const company = (name: string, people: number) =>
      writeCompany(join(folder, name), { seed: 1, people, culture: ENGLISH, today: '2026-01-01', hasHistory: false })
    await company('small', PEOPLE)
    await company('large', PEOPLE_AT_ONCE)
    await inWorld(async (world, tenantId) => {
      await importOnce(tenantId, join(folder, 'small'))
      await saveRows(world, folder)
    })
    const ours: number[] = []
    const raw: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const measureOurs = () =>
        inWorld(async (_world, tenantId) => {
          const { rows, milliseconds } = await importOnce(tenantId, join(folder, 'small'))
          ours.push((rows / milliseconds) * 1000)
        })
      const measureRaw = () => inWorld(async (world) => void raw.push(await copyRows(world, folder)))
      for (const measure of round % 2 ? [measureRaw, measureOurs] : [measureOurs, measureRaw]) await measure()
    }
    const large = await inWorld((_world, tenantId) => importOnce(tenantId, join(folder, 'large')))
    return {
      importOverCopy: median(ours) / median(raw),
      peakMemoryMiB: large.peakMemoryMiB,
      rows: large.rows,
      importRowsPerSecond: median(ours),
      copyRowsPerSecond: median(raw),
      millionRowsPerSecond: (large.rows / large.milliseconds) * 1000,
      roundRows: PEOPLE * 2,
      samples: ROUNDS,
    }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A database of its own for each measurement: a table that was filled before is another table. */
async function inWorld<T>(work: (world: World, tenantId: string) => Promise<T>): Promise<T> {
  const world = await createWorld()
  try {
    return await work(world, (await world.addTenant({ slug: 'bench' })).tenant.id)
  } finally {
    await world.close()
  }
}

async function importOnce(tenantId: string, folder: string): Promise<Imported> {
  const child = fork('bench/measure/import-child.ts', [tenantId, folder], {
    execArgv: ['--optimize-for-size', '--import', 'tsx'], // as the supervisor starts the worker
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  })
  const exit = once(child, 'exit')
  const failed = exit.then(([code]) => Promise.reject(new Error(`the import ended with code ${code}`)))
  const imported = await Promise.race([once(child, 'message').then(([message]) => message as Imported), failed])
  failed.catch(() => {})
  await exit
  return imported
}

/** The rows as an import left them, in files that COPY takes. */
async function saveRows(world: World, folder: string): Promise<void> {
  const client = await connect(world)
  for (const [table, columns] of Object.entries(TABLES)) {
    await pipeline(
      client.query(copyTo(`COPY (SELECT ${columns} FROM ${table} ORDER BY id) TO STDOUT`)),
      createWriteStream(join(folder, table)),
    )
  }
  await client.end()
}

/** Rows a second of people and salaries; departments are a handful, and both ways load them. */
async function copyRows(world: World, folder: string): Promise<number> {
  const client = await connect(world)
  const startedAt = performance.now()
  let rows = 0
  await client.query('BEGIN')
  for (const [table, columns] of Object.entries(TABLES)) {
    const copy = client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`))
    await pipeline(createReadStream(join(folder, table)), copy)
    rows += copy.rowCount
  }
  await client.query('COMMIT')
  const perSecond = (rows / (performance.now() - startedAt)) * 1000
  await client.end()
  return perSecond
}

async function connect(world: World): Promise<pg.Client> {
  const url = new URL(process.env.TEST_SUPERUSER_URL!)
  url.pathname = `/${world.database}`
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  return client
}

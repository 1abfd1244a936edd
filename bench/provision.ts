// How long a new tenant takes in each of the four patterns, from the operator's click to the moment at which its owner's first page can be
// served: made cold, and from what was kept ready. With the embedded PostgreSQL as a start has it (it writes to disk), and a real worker
// in a process of its own, which fills the pool up again meanwhile.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemPrincipal } from '@/lib/auth'
import { getServerReport, PATTERNS, type Pattern } from '@/lib/catalog'
import { closeAll, withMaintenance } from '@/lib/db'
import { stopInstances } from '@/lib/db/embedded'
import { changeCapacity, changeStandbys } from '@/lib/lifecycle'
import { launchPostgres } from '../scripts/start/postgres'
import { testMasterKey } from '../scripts/testing/postgres'
import { at, openBenchTenant, sorted } from './measure/open-tenant'
import { readyWorker } from './measure/ready-worker'

const SAMPLES: Record<Pattern, number> = { row: 50, schema: 20, database: 20, instance: 6 }
const STRATEGY_ROUNDS = 5
const me = systemPrincipal('bench')
const server = 'local'

export default async function provision(): Promise<Record<string, number>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  delete process.env.DATABASE_URL
  Object.assign(process.env, { MASTER_KEY: testMasterKey(), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  const postgres = await launchPostgres()
  const worker = await readyWorker()
  const figures: Record<string, number> = {}
  const note = (name: string, values: number[]) => {
    figures[`${name}_p50`] = at(sorted(values), 0.5)
    figures[`${name}_p99`] = at(values, 0.99)
  }
  try {
    await changeCapacity(me, { server, capacity: { databasesMax: 1000 } })
    for (const pattern of PATTERNS) {
      await keep(pattern, 0)
      await openBenchTenant(`warm-${pattern}`, { tier: 'enterprise', pattern })
      note(`${pattern}_cold`, await openMany(`cold-${pattern}`, pattern))
      if (pattern === 'row')
        note('row_standby', await openMany('ready-row', pattern)) // nothing is to be made ready: rows need no place
      else {
        await keep(pattern, SAMPLES[pattern])
        note(`${pattern}_standby`, await openMany(`ready-${pattern}`, pattern))
        await keep(pattern, 0)
      }
      figures[`${pattern}_samples`] = SAMPLES[pattern]
    }
    return { ...figures, ...(await compareStrategies()) }
  } finally {
    await worker.stop()
    await closeAll()
    await stopInstances()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function openMany(prefix: string, pattern: Pattern): Promise<number[]> {
  const values: number[] = []
  for (let n = 0; n < SAMPLES[pattern]; n++) values.push((await openBenchTenant(`${prefix}-${n}`, { tier: 'enterprise', pattern })).served)
  return values
}

/** Waits until the worker has made it so. */
async function keep(pattern: Pattern, size: number): Promise<void> {
  if (pattern === 'row') return
  await changeStandbys(me, { server, standbys: { schema: 0, database: 0, instance: 0, [pattern]: size } })
  for (;;) {
    const { standbys } = await getServerReport(server)
    if (standbys[pattern] === size) return
    await pause(200)
  }
}

/** The two ways in which PostgreSQL copies a template, in turns. */
async function compareStrategies(): Promise<Record<string, number>> {
  const times: Record<string, number[]> = { WAL_LOG: [], FILE_COPY: [] }
  await changeStandbys(me, { server, standbys: { database: 1 } })
  await keep('database', 1)
  await withMaintenance(async (client) => {
    const { rows } = await client.query<{ name: string }>(`SELECT datname AS name FROM pg_database WHERE datname LIKE '%\\_template\\_%'`)
    for (let round = 0; round < STRATEGY_ROUNDS; round++) {
      for (const [strategy, taken] of Object.entries(times)) {
        const start = performance.now()
        await client.query(`CREATE DATABASE strategy_probe TEMPLATE "${rows[0]!.name}" STRATEGY ${strategy}`)
        taken.push(performance.now() - start)
        await client.query('DROP DATABASE strategy_probe')
      }
    }
  })
  return { copyByWal_p50: at(sorted(times.WAL_LOG!), 0.5), copyByFile_p50: at(sorted(times.FILE_COPY!), 0.5) }
}

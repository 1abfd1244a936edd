// What 100,000 tenants in one database cost each of them: the same reads in an installation of 100 tenants and in one of 100,000,
// in turns. Each installation has a catalog, a row database and a process of its own on one PostgreSQL.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeAll } from '@/lib/db'
import { startTestServer, testMasterKey } from '../scripts/testing/postgres'
import { fillInstallation, PEOPLE_EACH } from './measure/scale-installation'
import type { ScaleAnswer, ScaleOrder } from './measure/scale-process'

const SIZES = { few: 100, many: Number(process.env.BENCH_TENANTS ?? 100_000) }
const ROUNDS = 5
const CALLS = 400

export default async function scale(): Promise<Record<string, number>> {
  const server = await startTestServer(['shared_buffers=1GB', 'max_wal_size=8GB'])
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  Object.assign(process.env, { MASTER_KEY: testMasterKey(), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  const processes: Record<string, Installation> = {}
  try {
    for (const [name, tenants] of Object.entries(SIZES)) {
      const databaseUrl = await fillInstallation(server.superuserUrl, `scale_${name}`, tenants)
      await closeAll()
      processes[name] = new Installation(databaseUrl, tenants)
    }
    const { few, many } = processes as Record<keyof typeof SIZES, Installation>
    const samples = { few: noSamples(), many: noSamples() }
    for (const installation of [few, many]) await installation.ask({ kind: 'measure', calls: CALLS / 2 }) // warm
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of round % 2 ? (['many', 'few'] as const) : (['few', 'many'] as const)) {
        const answer = await processes[name]!.ask({ kind: 'measure', calls: CALLS })
        for (const key of KINDS) samples[name][key].push(...answer[key])
      }
    }
    const { bytesPerTenant } = await many.ask({ kind: 'memory', tenants: 10_000 })
    const p99 = (values: number[]) => at(values, 0.99)
    return {
      resolveP99Ratio: p99(samples.many.resolve) / p99(samples.few.resolve),
      readP99Ratio: p99(samples.many.read) / p99(samples.few.read),
      resolveWarmP99_us: p99(samples.many.warm) * 1000,
      ...Object.fromEntries(
        KINDS.flatMap((kind) =>
          (['few', 'many'] as const).flatMap((name) => [
            [`${kind}_${name}_p50`, at(samples[name][kind], 0.5)],
            [`${kind}_${name}_p99`, p99(samples[name][kind])],
          ]),
        ),
      ),
      bytesPerTenant: bytesPerTenant!,
      tenants: SIZES.many,
      peopleEach: PEOPLE_EACH,
      samples: ROUNDS * CALLS,
    }
  } finally {
    await Promise.all(Object.values(processes).map((each) => each.stop()))
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const KINDS = ['resolve', 'warm', 'read'] as const
const noSamples = (): Record<(typeof KINDS)[number], number[]> => ({ resolve: [], warm: [], read: [] })
const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

class Installation {
  readonly #child

  constructor(databaseUrl: string, tenants: number) {
    this.#child = fork('bench/measure/scale-process.ts', {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      env: { ...process.env, DATABASE_URL: databaseUrl, BENCH_TENANTS: String(tenants) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
  }

  async ask(order: ScaleOrder): Promise<ScaleAnswer> {
    this.#child.send(order)
    const ended = once(this.#child, 'exit').then(() => Promise.reject(new Error('a process of the benchmark ended')))
    const [answer] = (await Promise.race([once(this.#child, 'message'), ended])) as [ScaleAnswer]
    return answer
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
  }
}

// How long a new tenant takes, from the operator's click to the moment at which its owner's first page can be served: with a real
// worker in a process of its own, on a PostgreSQL that writes to disk (fsync and synchronous commits on).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeAll } from '@/lib/db'
import { startTestServer, testMasterKey } from '../scripts/testing/postgres'
import { at, type Opened, openBenchTenant, sorted } from './measure/open-tenant'
import { readyWorker } from './measure/ready-worker'

const SAMPLES = 300
const WARM_UP = 20
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']

export default async function onboard(): Promise<Record<string, number>> {
  const server = await startTestServer(DURABLE)
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  const url = new URL(server.superuserUrl)
  url.pathname = '/rowhouse'
  Object.assign(process.env, { DATABASE_URL: url.toString(), MASTER_KEY: testMasterKey(), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  const worker = await readyWorker()
  try {
    const samples: Opened[] = []
    for (let n = -WARM_UP; n < SAMPLES; n++) {
      const sample = await openBenchTenant(`bench-${n + WARM_UP}`)
      if (n >= 0) samples.push(sample)
    }
    const served = sorted(samples.map(({ served }) => served))
    const active = sorted(samples.map(({ active }) => active))
    return {
      row_p50: at(served, 0.5),
      row_p99: at(served, 0.99),
      row_max: at(served, 1),
      rowActive_p50: at(active, 0.5),
      rowActive_p99: at(active, 0.99),
      samples: SAMPLES,
    }
  } finally {
    await worker.stop()
    await closeAll()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

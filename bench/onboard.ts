// How long a new tenant takes, from the operator's click to the moment at which its owner's first page can be served: with a real
// worker in a process of its own, on a PostgreSQL that writes to disk (fsync and synchronous commits on).
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMemberSession, type SessionClaims, startMemberSession, systemPrincipal } from '@/lib/auth'
import { findTenantByHost } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { closeAll } from '@/lib/db'
import { getDashboard } from '@/lib/hr'
import { createTenant } from '@/lib/lifecycle'
import { isOver, watchOperation } from '@/lib/operations'
import { openTenant } from '@/lib/tenancy'
import { startTestServer, testMasterKey } from '../scripts/testing/postgres'

const SAMPLES = 300
const WARM_UP = 20
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']

export default async function onboard(): Promise<Record<string, number>> {
  const server = await startTestServer(DURABLE)
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  const url = new URL(server.superuserUrl)
  url.pathname = '/rowhouse'
  Object.assign(process.env, { DATABASE_URL: url.toString(), MASTER_KEY: testMasterKey(), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  const worker = fork('scripts/start/worker-process.ts', { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    for await (const [message] of on(worker)) if (message.type === 'ready') break
    const samples: Sample[] = []
    for (let n = -WARM_UP; n < SAMPLES; n++) {
      const sample = await openOne(`bench-${n + WARM_UP}`)
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
    if (worker.exitCode === null) {
      worker.kill('SIGTERM')
      await once(worker, 'exit')
    }
    await closeAll()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Sample = { active: number; served: number }

/** What a signed-in page reads: host, session, dashboard. The owner's own part, choosing a password, is a person's time and not in it. */
async function openOne(slug: string): Promise<Sample> {
  const start = performance.now()
  const { operation } = await createTenant(systemPrincipal('bench'), {
    name: 'Bench Ltd',
    slug,
    ownerEmail: 'owner@example.com',
    ownerName: 'Olive Owner',
  })
  for await (const view of watchOperation(operation.id)) {
    if (isOver(view) && view.state !== 'succeeded') throw new Error(`opening ${slug}: ${view.state} ${JSON.stringify(view.error)}`)
  }
  const active = performance.now() - start
  const tenant = (await findTenantByHost(`${slug}.localhost`))!
  const db = openTenant(tenant)
  const claims = await db.$transaction(async (tx): Promise<SessionClaims> => {
    const role = await tx.role.findFirstOrThrow({ where: { key: 'owner' } })
    const user = await tx.user.create({ data: { id: newId(), email: 'owner@example.com', name: 'Olive Owner', roleId: role.id } })
    return startMemberSession(tx, user.id, { userAgent: 'bench' })
  })
  const principal = await findMemberSession(db, tenant, claims)
  await getDashboard(db, principal!, new Date().toISOString().slice(0, 10))
  return { active, served: performance.now() - start }
}

async function* on(worker: ReturnType<typeof fork>) {
  for (;;)
    yield (await Promise.race([
      once(worker, 'message'),
      once(worker, 'exit').then(() => Promise.reject(new Error('the worker ended'))),
    ])) as [{ type: string }]
}
const sorted = (values: number[]) => values.sort((a, b) => a - b)
const at = (values: number[], share: number) =>
  Math.round(values[Math.min(values.length - 1, Math.floor(values.length * share))]! * 10) / 10

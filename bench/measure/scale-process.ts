// One process with one installation, as scale.ts orders: cold and warm resolution of hosts, a portal's read, memory by tenant.
import { systemPrincipal } from '@/lib/auth'
import { findTenantByHost } from '@/lib/catalog'
import { closeAll } from '@/lib/db'
import { listPeople } from '@/lib/hr'
import { openTenant } from '@/lib/tenancy'

export type ScaleOrder = { kind: 'measure'; calls: number } | { kind: 'memory'; tenants: number }
/** Milliseconds a call, and bytes for `memory`. */
export type ScaleAnswer = { resolve: number[]; warm: number[]; read: number[]; bytesPerTenant?: number }

const TENANTS = Number(process.env.BENCH_TENANTS)
const principal = systemPrincipal('bench')

let seed = 7
function someTenant(): number {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
  return 1 + ((seed >> 4) % TENANTS)
}
const hostOf = (tenant: number) => `t${tenant}.localhost`

process.on('message', async (order: ScaleOrder) => {
  process.send!(
    order.kind === 'measure'
      ? await measure(order.calls)
      : { resolve: [], warm: [], read: [], bytesPerTenant: await memory(order.tenants) },
  )
})
process.on('SIGTERM', () => process.exit(0))
process.on('disconnect', () => process.exit(0))

async function measure(calls: number): Promise<ScaleAnswer> {
  const answer: ScaleAnswer = { resolve: [], warm: [], read: [] }
  await closeAll() // the cache goes with its connections: every first resolution asks the catalog
  await findTenantByHost(hostOf(1))
  const seen = new Set([1])
  for (let call = 0; call < calls; call++) {
    const tenant = someTenant()
    const isCold = !seen.has(tenant)
    seen.add(tenant)
    const cold = await timed(() => findTenantByHost(hostOf(tenant)))
    if (isCold) answer.resolve.push(cold.milliseconds)
    answer.warm.push((await timed(() => findTenantByHost(hostOf(tenant)))).milliseconds)
    const db = openTenant(cold.result!)
    const read = await timed(() => listPeople(db, principal, {}, '2026-01-01'))
    if (read.result.rows.length !== 10) throw new Error(`tenant ${tenant} reads ${read.result.rows.length} people`)
    answer.read.push(read.milliseconds)
  }
  return answer
}

/** Heap and external memory after a collection, with many tenants resolved and read, over the same with none. */
async function memory(tenants: number): Promise<number> {
  await closeAll()
  await findTenantByHost(hostOf(1))
  const before = used()
  for (let tenant = 2; tenant <= Math.min(tenants, TENANTS); tenant++) {
    const found = await findTenantByHost(hostOf(tenant))
    if (tenant % 10 === 0) await openTenant(found!).employee.count()
  }
  return (used() - before) / (Math.min(tenants, TENANTS) - 1)
}

function used(): number {
  globalThis.gc!()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function timed<T>(run: () => Promise<T>): Promise<{ milliseconds: number; result: T }> {
  const start = performance.now()
  const result = await run()
  return { milliseconds: performance.now() - start, result }
}

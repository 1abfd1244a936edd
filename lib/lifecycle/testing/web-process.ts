// A process that does what a web process does for a request, without its pages: finds the tenant by its host, takes one of its
// requests, looks the session up, reads. The test that two of them act as one tells it what to do.
import { findMemberSession } from '@/lib/auth'
import { admitRequest, enterWebProcess, findTenantByHost } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { liveProcesses } from '@/lib/db'
import { openTenant } from '@/lib/tenancy'

export type Order =
  | { kind: 'visit'; host: string; claims?: { tid: string; uid: string; sid: string } }
  | { kind: 'flood'; host: string; milliseconds: number }
  | { kind: 'hold'; host: string; statements: number }
export type Seen = { code: string; signedIn?: boolean; flag?: unknown; epoch?: number; people?: number; processes?: number; count?: number }

enterWebProcess()
process.on('disconnect', () => process.exit(0))
process.on('message', async ({ id, order }: { id: number; order: Order }) => {
  process.send?.({ id, seen: await obey(order).catch((error) => ({ code: isAppError(error) ? error.code : String(error) })) })
})
process.send?.('ready')

async function obey(order: Order): Promise<Seen> {
  const tenant = await findTenantByHost(order.host)
  if (!tenant) return { code: 'unknown' }
  if (order.kind === 'flood') {
    let count = 0
    const ends = performance.now() + order.milliseconds
    while (performance.now() < ends) {
      const passed = await Promise.resolve(admitRequest(tenant)).then(
        () => true,
        () => false,
      )
      if (passed) count++
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return { code: 'ok', count }
  }
  const db = openTenant(tenant)
  if (order.kind === 'hold') {
    let [open, count] = [0, 0]
    const holding = Array.from({ length: order.statements }, () =>
      db.$transaction(async (tx) => {
        await tx.employee.count()
        count = Math.max(count, ++open)
        await new Promise((resolve) => setTimeout(resolve, 200))
        open--
      }),
    )
    await Promise.allSettled(holding)
    return { code: 'ok', count, processes: liveProcesses() }
  }
  await admitRequest(tenant)
  return {
    code: 'ok',
    signedIn: order.claims ? (await findMemberSession(db, tenant, order.claims as never)) !== null : false,
    flag: tenant.flags['people.pageSize'],
    epoch: tenant.placement.epoch,
    people: await db.employee.count(),
    processes: liveProcesses(),
  }
}

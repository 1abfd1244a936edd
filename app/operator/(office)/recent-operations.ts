import type { Words } from '@/components/operator/words'
import { nameTenants } from '@/lib/catalog'
import { now } from '@/lib/core'
import { listOperations } from '@/lib/operations'

const FAILED_DAYS = 7

/** What runs or waits for a worker, and what failed in the last week and nobody has made good since. */
export async function recentOperations() {
  const [running, queued, failed, succeeded] = await Promise.all([
    listOperations({ state: 'running', limit: 20 }),
    listOperations({ state: 'queued', limit: 20 }),
    listOperations({ state: 'failed', limit: 20 }),
    listOperations({ state: 'succeeded', limit: 50 }),
  ])
  const since = now().getTime() - FAILED_DAYS * 86_400_000
  // A failure that a later success of the same kind has made good needs nobody.
  const open = failed.operations.filter(
    (operation) =>
      Date.parse(operation.createdAt) > since &&
      !succeeded.operations.some(
        ({ kind, tenantId, createdAt }) => kind === operation.kind && tenantId === operation.tenantId && createdAt > operation.createdAt,
      ),
  )
  const atWork = [...running.operations, ...queued.operations]
  return { running: atWork, failed: open, names: await nameTenants([...atWork, ...open].map(({ tenantId }) => tenantId)) }
}

export type RecentOperations = Awaited<ReturnType<typeof recentOperations>>
export const nameOf = (t: Words, names: RecentOperations['names'], tenantId: string | null) =>
  (tenantId && names.get(tenantId)?.name) || t('operations.noTenant')

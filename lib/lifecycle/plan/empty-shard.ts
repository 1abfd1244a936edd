import type { Draft } from './draft'
import type { MoveReason, PlanTenant } from './plan-world'
import type { Shard } from './shard'

/**
 * Everybody of one server elsewhere, the largest first and each to the least full of those that take them: first-fit decreasing, so
 * that what is left at the end is small and still finds a place. Returns whether nobody is left.
 */
export function emptyShard(draft: Draft, from: Shard, targets: readonly Shard[], reason: MoveReason): boolean {
  const size = ({ bytes, load }: PlanTenant) => Math.max(bytes / (from.server.bytesMax ?? Number.MAX_VALUE), load / from.server.loadMax)
  const order = from.tenants.filter((tenant) => !draft.hasMoved(tenant)).sort((a, b) => size(b) - size(a) || b.bytes - a.bytes)
  let isEmpty = true
  for (const tenant of order) {
    const to = tenant.isHeld || draft.isLong ? undefined : leastFull(draft, tenant, targets)
    if (to) draft.move(tenant, from, to, reason)
    else {
      isEmpty = false
      if (tenant.isHeld || !draft.isLong) draft.keep(tenant, from)
    }
  }
  return isEmpty
}

function leastFull(draft: Draft, tenant: PlanTenant, targets: readonly Shard[]): Shard | undefined {
  let best: { shard: Shard; fullness: number } | undefined
  for (const shard of targets) {
    const fullness = draft.weigh(tenant, shard)
    if (fullness !== null && (!best || fullness < best.fullness)) best = { shard, fullness }
  }
  return best?.shard
}

import type { Draft } from './draft'
import type { MoveReason, PlanTenant } from './plan-world'
import type { Shard } from './shard'

/** Of each order, as many tenants are weighed for one move: the best one is nearly always at its head. */
const WINDOW = 24
/** What a move costs beside its bytes, as bytes: snapshot, slot, verification, cutover. */
const FIXED_BYTES = 50e6

/** Who of one server would be moved first, in two orders: load for its bytes, and size. Read once from the front. */
export class Candidates {
  readonly #orders: { tenants: PlanTenant[]; at: number }[]

  constructor(shard: Shard) {
    const free = shard.tenants.filter(({ isHeld }) => !isHeld)
    const density = ({ load, bytes }: PlanTenant) => load / (bytes + FIXED_BYTES)
    this.#orders = [
      { tenants: [...free].sort((a, b) => density(b) - density(a)), at: 0 },
      { tenants: [...free].sort((a, b) => b.bytes - a.bytes), at: 0 },
    ]
  }

  /** The next few of each order that have not moved. */
  window(draft: Draft): PlanTenant[] {
    const found: PlanTenant[] = []
    for (const order of this.#orders) {
      while (order.at < order.tenants.length && draft.hasMoved(order.tenants[order.at]!)) order.at += 1
      let taken = 0
      for (let at = order.at; at < order.tenants.length && taken < WINDOW; at++) {
        if (draft.hasMoved(order.tenants[at]!)) continue
        found.push(order.tenants[at]!)
        taken += 1
      }
    }
    return found
  }

  /** None of the window helps: they are too large for every other server. Smaller ones come next. False at the end. */
  skip(): boolean {
    for (const order of this.#orders) order.at = Math.min(order.at + WINDOW, order.tenants.length)
    return this.#orders.some(({ at, tenants }) => at < tenants.length)
  }
}

/**
 * The one move from this server that lowers the sum of squared fullness most for each byte that it carries, as long as the target
 * stays below what this server is now. Returns whether there was one.
 */
export function relieveShard(draft: Draft, hot: Shard, targets: readonly Shard[], candidates: Candidates): boolean {
  do {
    const best = bestMove(draft, hot, targets, candidates.window(draft))
    if (!best) continue
    draft.move(best.tenant, hot, best.to, reasonOf(best.tenant, hot))
    return true
  } while (candidates.skip())
  return false
}

function bestMove(draft: Draft, hot: Shard, targets: readonly Shard[], window: readonly PlanTenant[]) {
  const now = hot.fullness()
  let best: { tenant: PlanTenant; to: Shard; score: number } | undefined
  for (const tenant of window) {
    const after = hot.fullness(-tenant.bytes, -tenant.load)
    for (const to of targets) {
      if (to === hot) continue
      const there = draft.weigh(tenant, to)
      if (there === null || there >= now) continue
      const gain = now ** 2 + to.fullness() ** 2 - after ** 2 - there ** 2
      const score = gain / (tenant.bytes + FIXED_BYTES)
      if (gain > 0 && (!best || score > best.score)) best = { tenant, to, score }
    }
  }
  return best
}

function reasonOf(tenant: PlanTenant, hot: Shard): MoveReason {
  if (hot.isBoundByLoad()) return tenant.load >= hot.load * 0.02 ? 'loudest' : 'fills'
  return tenant.bytes >= hot.bytes * 0.02 ? 'largest' : 'fills'
}

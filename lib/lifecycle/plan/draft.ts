import type { MoveReason, Plan, PlanBounds, PlanTenant, PlanWorld, ProposedMove } from './plan-world'
import { Shard } from './shard'

/** A plan in the making: shards with the moves so far, and the book of who stays and why. */
export class Draft {
  readonly shards: Shard[]
  readonly moves: ProposedMove[] = []
  weighed = 0
  readonly #byId: Map<string, Shard>
  readonly #before: Map<string, number>
  readonly #moved = new Set<string>()
  readonly #staying = new Map<string, Plan['staying'][number]>()

  constructor(
    world: PlanWorld,
    readonly bounds: PlanBounds,
  ) {
    this.shards = world.servers.map((server) => new Shard(server))
    this.#byId = new Map(this.shards.map((shard) => [shard.server.id, shard]))
    for (const tenant of world.tenants) this.#byId.get(tenant.serverId)?.settle(tenant)
    this.#before = new Map(this.shards.map((shard) => [shard.server.id, shard.fullness()]))
  }

  get isLong(): boolean {
    return this.moves.length >= this.bounds.movesMax
  }

  shardOf(serverId: string): Shard | undefined {
    return this.#byId.get(serverId)
  }

  /** Nobody moves twice in one plan. */
  hasMoved(tenant: PlanTenant): boolean {
    return this.#moved.has(tenant.id)
  }

  /** How full `to` would be, or null when this tenant cannot go there. */
  weigh(tenant: PlanTenant, to: Shard): number | null {
    this.weighed += 1
    if (!to.takes(tenant)) return null
    const fullness = to.fullness(tenant.bytes, tenant.load)
    return fullness <= this.bounds.ceiling ? fullness : null
  }

  move(tenant: PlanTenant, from: Shard, to: Shard, reason: MoveReason): void {
    const [fromBefore, toBefore] = [from.fullness(), to.fullness()]
    const share =
      reason === 'loudest' ? tenant.load / from.load : reason === 'largest' ? tenant.bytes / from.bytes : tenant.bytes / (from.bytes || 1)
    from.leave(tenant)
    to.arrive(tenant)
    this.#moved.add(tenant.id)
    this.moves.push({
      tenantId: tenant.id,
      slug: tenant.slug,
      pattern: tenant.pattern,
      fromServerId: from.server.id,
      toServerId: to.server.id,
      bytes: tenant.bytes,
      load: tenant.load,
      reason,
      share: Math.min(share, 1),
      effect: { from: [fromBefore, from.fullness()], to: [toBefore, to.fullness()] },
    })
  }

  /** Forgets the moves after the first `count`, when a server cannot be emptied after all. */
  takeBack(count: number, tenants: ReadonlyMap<string, PlanTenant>): void {
    for (const { tenantId, fromServerId, toServerId } of this.moves.splice(count).reverse()) {
      const tenant = tenants.get(tenantId)!
      this.#byId.get(toServerId)!.leave(tenant)
      this.#byId.get(fromServerId)!.arrive(tenant)
      this.#moved.delete(tenantId)
    }
  }

  /** Why a tenant that should go does not: nowhere in its region, or nowhere with room. */
  keep(tenant: PlanTenant, from: Shard): void {
    const isAlone = !this.shards.some((shard) => shard !== from && !shard.server.isClosed && shard.server.region === tenant.region)
    const why = tenant.isHeld ? 'held' : isAlone ? 'region' : 'room'
    this.#staying.set(tenant.id, { tenantId: tenant.id, slug: tenant.slug, why })
  }

  finish(): Plan {
    return {
      moves: this.moves,
      servers: this.shards.map((shard) => ({
        id: shard.server.id,
        before: this.#before.get(shard.server.id)!,
        after: shard.fullness(),
      })),
      staying: [...this.#staying.values()],
      weighed: this.weighed,
    }
  }
}

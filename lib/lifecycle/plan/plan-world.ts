import type { Pattern } from '@/lib/catalog'

/** A server as the planner sees it. What it may hold is given; what it holds is summed from its tenants and `otherBytes`. */
export interface PlanServer {
  readonly id: string
  readonly name: string
  readonly region: string
  /** Takes nobody: draining, being prepared, or one tenant's own. */
  readonly isClosed: boolean
  /** null: not known, and then size does not count here. */
  readonly bytesMax: number | null
  /** Statements that may run at once on average. */
  readonly loadMax: number
  /** Of what is there beside tenants: the system, standbys, what a removed tenant left. */
  readonly otherBytes: number
  /** How many more of each pattern fit. */
  readonly room: Readonly<Record<Pattern, number>>
}

export interface PlanTenant {
  readonly id: string
  readonly slug: string
  readonly serverId: string
  /** Its data never leaves it. */
  readonly region: string
  readonly pattern: Pattern
  readonly bytes: number
  /** Statements of this tenant that run at once, on average over the last hours. */
  readonly load: number
  /** An operation has it now, or it lives on a server of its own. */
  readonly isHeld: boolean
}

export interface PlanWorld {
  readonly servers: readonly PlanServer[]
  readonly tenants: readonly PlanTenant[]
}

export type PlanGoal =
  | { readonly kind: 'rebalance' }
  | { readonly kind: 'split'; readonly serverId: string; readonly toServerId?: string }
  | { readonly kind: 'merge' }
  | { readonly kind: 'drain'; readonly serverId: string }

export interface PlanBounds {
  /** No server is planned above this share of what it may hold. */
  readonly ceiling: number
  /** Rebalance and split stop when the fullest server is at or below it. */
  readonly target: number
  readonly movesMax: number
}

export type MoveReason = 'loudest' | 'largest' | 'fills' | 'sparse' | 'drained'

export interface ProposedMove {
  readonly tenantId: string
  readonly slug: string
  readonly pattern: Pattern
  readonly fromServerId: string
  readonly toServerId: string
  readonly bytes: number
  readonly load: number
  readonly reason: MoveReason
  /** Of its server's load or bytes, whichever the reason is about: 0 to 1. */
  readonly share: number
  /** How full the two servers are before this move and after it, 0 to 1 and more. */
  readonly effect: { readonly from: readonly [before: number, after: number]; readonly to: readonly [before: number, after: number] }
}

export interface Plan {
  readonly moves: readonly ProposedMove[]
  readonly servers: readonly { readonly id: string; readonly before: number; readonly after: number }[]
  /** Tenants that the goal would move and that nothing may: because of their region, because they are held, or for want of room. */
  readonly staying: readonly { readonly tenantId: string; readonly slug: string; readonly why: 'region' | 'held' | 'room' }[]
  /** Places that were weighed: what bounds the time of a plan. */
  readonly weighed: number
}

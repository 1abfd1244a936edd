/** What of the connections of one process is a tenant's due. Shared by all tenants of one resource pool that have nothing of their own. */
export interface ConnectionShare {
  /** The resource pool: its tenants together hold at most `poolPercent` of the connections. */
  readonly pool: string
  readonly poolPercent: number
  /** So many it gets before anybody gets one more. */
  readonly floor: number
  /** More than so many it never holds. */
  readonly ceiling: number
  /** So many are kept free for it, whether it needs them or not. */
  readonly reserve: number
  /** Statements at the same time over all web processes; each process has its part of them. */
  readonly concurrentMax: number
}

/** Who shares with nobody, and work whose tenant has no limits yet. */
export const ALL: ConnectionShare = Object.freeze({
  pool: '',
  poolPercent: 100,
  floor: 2,
  ceiling: Number.POSITIVE_INFINITY,
  reserve: 0,
  concurrentMax: Number.POSITIVE_INFINITY,
})

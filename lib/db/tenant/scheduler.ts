import { AppError } from '@/lib/core'
import type { ConnectionShare } from './connection-share'
import { liveProcesses } from './live-processes'

export interface Limits {
  /** Connections of this process to all databases that hold tenants. */
  readonly connectionsMax: number
  /** To one database. */
  readonly connectionsPerDatabaseMax: number
  /** Databases with an open pool. */
  readonly poolsMax: number
  /** How long a statement waits for a connection before it is told to come back. */
  readonly waitMs: number
  readonly waitingMax: number
}

/** Who wants a connection, and where. */
export interface Claim {
  readonly tenantId: string
  readonly poolKey: string
  readonly share: ConnectionShare
}

interface Waiting<T> {
  readonly tryAgain: () => T | undefined
  readonly give: (value: T) => void
  readonly timer: NodeJS.Timeout
}

/** One tenant, as far as this process is concerned. */
interface Load<T> {
  readonly tenantId: string
  claim: Claim
  inUse: number
  seenAt: number
  readonly waiting: Waiting<T>[]
}

/** What was counted when a connection was given: the tenant may have another pool when it comes back. */
export interface Ticket {
  readonly load: Load<never>
  readonly claim: Claim
}

/** A part of the connections that only those get who have less than their floor: so that a floor never waits for the statements of a flood. */
const HEADROOM = 1 / 8
/** Of the connections, at most so much is kept free for reserves: whoever promises more than that promises too much. */
const RESERVES_MAX = 1 / 2
const WAITING_PER_CONNECTION = 8
/** So long after its last statement a process still keeps a tenant's reserve. */
const RESERVE_LASTS_MS = 60_000

/**
 * Who gets the next connection. A tenant below its floor comes before everybody above theirs, within each of the two tenants take
 * turns, and within a tenant it is first come, first served. Nobody passes its ceiling, its pool's part, or what is kept for others.
 */
export class Scheduler<T> {
  readonly #loads = new Map<string, Load<T>>()
  /** Those with somebody waiting; whoever was served last stands last. */
  readonly #queue = new Map<string, Load<T>>()
  readonly #reserved = new Set<Load<T>>()
  readonly #inPool = new Map<string, number>()
  readonly #inDatabase = new Map<string, number>()
  #inUse = 0
  #waitingCount = 0
  #isWaking = false

  constructor(
    readonly limits: Pick<Limits, 'connectionsPerDatabaseMax' | 'waitMs' | 'waitingMax'>,
    /** How many connections there are for all; it may shrink when a server turns out to have fewer. */
    readonly connectionsMax: () => number,
  ) {}

  /** For tests and figures. */
  inUseBy(tenantId: string): number {
    return this.#loads.get(tenantId)?.inUse ?? 0
  }

  /**
   * `tryAgain` must take what it finds in the same tick; it returns undefined as long as there is nothing. Whoever got something calls
   * `release` with the ticket. Throws `rate_limited` where it is the tenant's own limit that is in the way, and `busy` otherwise.
   */
  take(claim: Claim, tryAgain: (ticket: Ticket) => T | undefined): T | Promise<T> {
    const load = this.#loadOf(claim)
    const attempt = () => this.#grant(load, tryAgain)
    if (load.waiting.length === 0 && (this.#queue.size === 0 || load.inUse < floorOf(load.claim))) {
      const now = attempt()
      if (now !== undefined) return now
    }
    const isOwnQueueFull = load.waiting.length >= WAITING_PER_CONNECTION * Math.min(ceilingOf(claim), 100)
    if (isOwnQueueFull || this.#waitingCount >= this.limits.waitingMax) {
      const refusal = this.#refusal(
        isOwnQueueFull || load.inUse >= ceilingOf(claim),
        `${load.waiting.length} statements of the tenant and ${this.#waitingCount} in all wait already`,
      )
      this.#forget(load)
      throw refusal
    }
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        load.waiting.splice(load.waiting.indexOf(waiting), 1)
        this.#waitingCount--
        reject(this.#refusal(load.inUse >= ceilingOf(load.claim), `no connection within ${this.limits.waitMs} ms`))
        this.#forget(load)
      }, this.limits.waitMs)
      const waiting: Waiting<T> = { tryAgain: attempt, give: resolve, timer }
      load.waiting.push(waiting)
      this.#waitingCount++
      this.#queue.set(load.tenantId, load)
      this.wake()
    })
  }

  release({ load, claim }: Ticket): void {
    load.inUse--
    this.#inUse--
    count(this.#inPool, claim.share.pool, -1)
    count(this.#inDatabase, claim.poolKey, -1)
    this.#forget(load as unknown as Load<T>)
    this.wake()
  }

  /** Something was given back. Looked at a moment later, so that a look never happens inside another one. */
  wake(): void {
    if (this.#isWaking || this.#queue.size === 0) return
    this.#isWaking = true
    queueMicrotask(() => {
      this.#isWaking = false
      this.#serve((load) => load.inUse < floorOf(load.claim))
      this.#serve(() => true)
    })
  }

  #serve(isDue: (load: Load<T>) => boolean): void {
    for (let isServed = true; isServed; ) {
      isServed = false
      for (const load of [...this.#queue.values()]) {
        if (this.#inUse >= this.connectionsMax()) return
        if (!isDue(load)) continue
        const first = load.waiting[0]!
        const found = first.tryAgain()
        if (found === undefined) continue
        load.waiting.shift()
        this.#waitingCount--
        clearTimeout(first.timer)
        this.#queue.delete(load.tenantId)
        if (load.waiting.length > 0) this.#queue.set(load.tenantId, load)
        first.give(found)
        isServed = true
      }
    }
  }

  #grant(load: Load<T>, tryAgain: (ticket: Ticket) => T | undefined): T | undefined {
    if (!this.#mayTake(load)) return undefined
    const { claim } = load
    const found = tryAgain({ load: load as unknown as Load<never>, claim })
    if (found === undefined) return undefined
    load.inUse++
    this.#inUse++
    count(this.#inPool, claim.share.pool, 1)
    count(this.#inDatabase, claim.poolKey, 1)
    return found
  }

  #mayTake(load: Load<T>): boolean {
    const { claim, inUse } = load
    const { share, poolKey } = claim
    if (inUse >= ceilingOf(claim)) return false
    const [all, here] = [this.connectionsMax(), this.limits.connectionsPerDatabaseMax]
    if (inUse >= share.reserve) {
      const poolMax = Math.max(1, Math.floor((all * share.poolPercent) / 100))
      if ((this.#inPool.get(share.pool) ?? 0) >= poolMax) return false
    }
    const isBelowFloor = inUse < floorOf(claim)
    const fits = (capacity: number, used: number, database?: string) =>
      capacity - used - this.#keptFor(load, capacity, database) >
      (isBelowFloor || inUse < share.reserve ? 0 : Math.floor(capacity * HEADROOM))
    return fits(all, this.#inUse) && fits(here, this.#inDatabase.get(poolKey) ?? 0, poolKey)
  }

  /** What others have reserved and do not use at the moment. */
  #keptFor(load: Load<T>, capacity: number, database?: string): number {
    let kept = 0
    for (const other of this.#reserved) {
      if (other.inUse === 0 && other.waiting.length === 0 && Date.now() - other.seenAt > RESERVE_LASTS_MS) {
        this.#reserved.delete(other) // it sleeps, was moved away, or has lost its reserve
        this.#loads.delete(other.tenantId)
        continue
      }
      if (other === load || (database !== undefined && other.claim.poolKey !== database)) continue
      kept += Math.max(0, other.claim.share.reserve - other.inUse)
    }
    return Math.min(kept, Math.floor(capacity * RESERVES_MAX))
  }

  /** The newest claim says what the tenant's share is: it changes without a restart. */
  #loadOf(claim: Claim): Load<T> {
    let load = this.#loads.get(claim.tenantId)
    if (load === undefined) {
      load = { tenantId: claim.tenantId, claim, inUse: 0, seenAt: 0, waiting: [] }
      this.#loads.set(claim.tenantId, load)
    }
    load.claim = claim
    if (claim.share.reserve > 0) {
      load.seenAt = Date.now()
      this.#reserved.add(load)
    } else this.#reserved.delete(load)
    return load
  }

  /** A tenant that holds nothing and waits for nothing costs nothing; one with a reserve is remembered. */
  #forget(load: Load<T>): void {
    if (load.waiting.length === 0) this.#queue.delete(load.tenantId)
    if (load.inUse === 0 && load.waiting.length === 0 && load.claim.share.reserve === 0) this.#loads.delete(load.tenantId)
  }

  #refusal(isOwnLimit: boolean, detail: string): AppError {
    if (!isOwnLimit) {
      const message = 'Too much is going on right now. Try again in a few seconds.'
      return new AppError('busy', { message, detail, retryAfterSeconds: 5 })
    }
    return new AppError('rate_limited', {
      message: 'Too many requests are being answered at the same time. Wait for some of them, then try again.',
      detail,
      retryAfterSeconds: 2,
    })
  }
}

/** Its part of the statements that the tenant may run at once over all processes, and never less than a transaction needs. */
function ceilingOf({ share }: Claim): number {
  return Math.min(share.ceiling, Math.max(2, Math.ceil(share.concurrentMax / liveProcesses())))
}

const floorOf = (claim: Claim): number => Math.min(claim.share.floor, ceilingOf(claim))

function count(counts: Map<string, number>, key: string, change: number): void {
  const value = (counts.get(key) ?? 0) + change
  if (value === 0) counts.delete(key)
  else counts.set(key, value)
}

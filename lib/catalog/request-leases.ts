import { AppError, log } from '@/lib/core'
import { catalogDb, liveProcesses } from '@/lib/db'

/** What a process wants for one tenant: so many requests, of a tenant that may make `perSecond`. */
export type Wanted = { tenantId: string; amount: number; perSecond: number }
type Options = {
  /** Takes them from what all processes share: tenant -> how many of them it got. */
  take: (wanted: readonly Wanted[]) => Promise<ReadonlyMap<string, number>>
  milliseconds?: () => number
}
type Lease = { left: number; refusedUntil: number; flight: Promise<void> | null; askedAt: number }

const LEASES_MAX = 20_000
/** A quarter of a second's requests at a time: a tenant that is busy costs four statements a second and process, an idle one nothing. */
const PART = 1 / 4
/** More or less: of two processes that are short of requests, neither is to come first each time. */
const REFUSED_MS = 50

/**
 * Requests of each tenant, over all web processes. This process holds a few that it has taken in advance, so that a request waits for
 * nobody as long as there are some; it asks for more when half are gone. The very first one of a tenant passes on credit.
 */
export class RequestLeases {
  readonly #take: Options['take']
  readonly #milliseconds: () => number
  readonly #leases = new Map<string, Lease>() // the least recently used first
  #asking: (Wanted & { done: (granted: number) => void; fail: (error: unknown) => void })[] = []

  constructor({ take, milliseconds = () => performance.now() }: Options) {
    this.#take = take
    this.#milliseconds = milliseconds
  }

  /** One request more. Throws `rate_limited`, at once or after the answer that is under way. */
  admit(tenantId: string, perSecond: number, cost = 1): void | Promise<void> {
    const lease = this.#leaseOf(tenantId)
    if (lease.left < cost) return this.#admitLater(tenantId, perSecond, lease, cost)
    lease.left -= cost
    if (lease.left < (perSecond * PART) / 2 && lease.flight === null && this.#milliseconds() >= lease.refusedUntil)
      void this.#ask(tenantId, perSecond, lease)
  }

  async #admitLater(tenantId: string, perSecond: number, lease: Lease, cost: number): Promise<void> {
    if (this.#milliseconds() >= lease.refusedUntil) await (lease.flight ?? this.#ask(tenantId, perSecond, lease))
    if (lease.left < cost) throw tooMany()
    lease.left -= cost
  }

  #leaseOf(tenantId: string): Lease {
    const lease = this.#leases.get(tenantId) ?? { left: 1, refusedUntil: 0, flight: null, askedAt: this.#milliseconds() - 1000 }
    this.#leases.delete(tenantId)
    this.#leases.set(tenantId, lease)
    if (this.#leases.size > LEASES_MAX) this.#leases.delete(this.#leases.keys().next().value!)
    return lease
  }

  #ask(tenantId: string, perSecond: number, lease: Lease): Promise<void> {
    const amount = Math.max(1, Math.ceil(perSecond * PART))
    const since = this.#milliseconds() - lease.askedAt
    lease.flight = this.#together({ tenantId, amount, perSecond })
      .catch((error) => {
        // With the catalog away each process goes on with its part, by its own clock.
        log.warn({ err: error, tenantId }, 'requests could not be taken from the catalog')
        return Math.min(amount, Math.floor((perSecond / liveProcesses()) * Math.min(1, since / 1000)))
      })
      .then((granted) => {
        lease.left += granted
        lease.askedAt = this.#milliseconds()
        lease.flight = null
        if (granted < amount) lease.refusedUntil = lease.askedAt + Math.max(REFUSED_MS, 1000 / perSecond) * (0.5 + Math.random())
      })
    return lease.flight
  }

  /** What is asked for in one turn of the event loop goes in one statement. */
  #together(wanted: Wanted): Promise<number> {
    return new Promise((done, fail) => {
      this.#asking.push({ ...wanted, done, fail })
      if (this.#asking.length > 1) return
      setImmediate(() => {
        const asking = this.#asking
        this.#asking = []
        this.#take(asking).then(
          (granted) => {
            for (const { tenantId, done } of asking) done(granted.get(tenantId) ?? 0)
          },
          (error) => {
            for (const { fail } of asking) fail(error)
          },
        )
      })
    })
  }
}

const tooMany = () =>
  new AppError('rate_limited', { message: 'Too many requests in a short time. Wait a moment, then try again.', retryAfterSeconds: 1 })

async function takeTokens(wanted: readonly Wanted[]): Promise<ReadonlyMap<string, number>> {
  const rows = await catalogDb().$queryRaw<{ tenant_id: string; granted: number }[]>`
    SELECT tenant_id, granted FROM take_tokens(${wanted.map(({ tenantId }) => tenantId)}::uuid[],
      ${wanted.map(({ amount }) => amount)}::float8[], ${wanted.map(({ perSecond }) => perSecond)}::float8[])`
  return new Map(rows.map(({ tenant_id, granted }) => [tenant_id, granted]))
}

// On globalThis: proxy.ts and the route handlers may each hold this module, and the process has one lease of each tenant.
const KEY = Symbol.for('rowhouse.catalog.request-leases')
const holder = globalThis as { [KEY]?: RequestLeases }

/**
 * One request of a tenant, within what its tier or its own limit allows over all web processes; `cost` is less than one for what asks
 * for little. Throws `rate_limited`.
 */
export function admitRequest({ id, limits }: { id: string; limits: { requestsPerSecond: number } }, cost = 1): void | Promise<void> {
  holder[KEY] ??= new RequestLeases({ take: takeTokens })
  return holder[KEY].admit(id, limits.requestsPerSecond, cost)
}

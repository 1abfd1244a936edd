import { AppError, isAppError } from '@/lib/core'
import type { TenantKey } from './load-tenant'
import type { ResolvedTenant } from './resolved-tenant'

type Entry = { tenant: ResolvedTenant; freshUntil: number }
type Flight = { promise: Promise<ResolvedTenant | null>; isOutdated: boolean }
type Options = {
  load: (key: TenantKey) => Promise<ResolvedTenant | null>
  milliseconds?: () => number
  entriesMax?: number
  absentMax?: number
  ttlMilliseconds?: number
  absentMilliseconds?: number
  /** How long a request waits for the catalog when the last known answer is at hand. */
  patienceMilliseconds?: number
}

/**
 * Tenants by name, in this process. A change empties nothing: it marks what it touches as out of date, so that the last known
 * answer is still there when the catalog is away. Data stays safe then, because the tenant's own database checks gate and epoch.
 */
export class TenantCache {
  readonly #options: Required<Options>
  readonly #entries = new Map<string, Entry>() // by tenant id, least recently used first
  readonly #ids = new Map<string, string>() // name -> tenant id
  readonly #absent = new Map<string, number>() // name -> until when it is known not to exist
  readonly #flights = new Map<string, Flight>()
  #awayUntil = 0

  constructor(options: Options) {
    this.#options = {
      milliseconds: () => performance.now(),
      entriesMax: 20_000,
      absentMax: 2000,
      ttlMilliseconds: 30_000,
      absentMilliseconds: 2000,
      patienceMilliseconds: 1000,
      ...options,
    }
  }

  get size(): number {
    return this.#entries.size
  }

  /** Synchronous while warm; a promise only when the catalog must be asked. */
  find(key: TenantKey): ResolvedTenant | null | Promise<ResolvedTenant | null> {
    const name = nameOf(key)
    const time = this.#options.milliseconds()
    const id = this.#ids.get(name)
    const entry = id === undefined ? undefined : this.#entries.get(id)
    if (entry) {
      this.#entries.delete(id!)
      this.#entries.set(id!, entry)
      if (time < entry.freshUntil || time < this.#awayUntil) return entry.tenant
      return this.#refresh(key, name, entry)
    }
    const absentUntil = this.#absent.get(name)
    if (absentUntil !== undefined && time < absentUntil) return null
    return this.#load(key, name)
  }

  /** One tenant has changed, or all may have. Answers under way belong to the past: nobody new waits for them. */
  invalidate(tenantId?: string): void {
    this.#absent.clear()
    for (const flight of this.#flights.values()) flight.isOutdated = true
    this.#flights.clear()
    this.#awayUntil = 0
    if (tenantId === undefined) {
      for (const entry of this.#entries.values()) entry.freshUntil = 0
    } else {
      const entry = this.#entries.get(tenantId)
      if (entry) entry.freshUntil = 0
    }
  }

  async #refresh(key: TenantKey, name: string, entry: Entry): Promise<ResolvedTenant | null> {
    const { milliseconds, patienceMilliseconds } = this.#options
    const loading = this.#load(key, name)
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, patienceMilliseconds, 'late')
    })
    const outcome = await Promise.race([loading.catch(() => 'away' as const), patience]).finally(() => clearTimeout(timer))
    if (outcome !== 'late' && outcome !== 'away') return outcome
    this.#awayUntil = milliseconds() + 1000 // ask again in a second, not with every request
    return entry.tenant
  }

  #load(key: TenantKey, name: string): Promise<ResolvedTenant | null> {
    const known = this.#flights.get(name)
    if (known) return known.promise
    const flight: Flight = { isOutdated: false, promise: Promise.resolve(null) }
    flight.promise = this.#ask(key, name, flight).finally(() => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name)
    })
    this.#flights.set(name, flight)
    return flight.promise
  }

  async #ask(key: TenantKey, name: string, flight: Flight): Promise<ResolvedTenant | null> {
    const tenant = await this.#options.load(key).catch((cause) => {
      if (isAppError(cause)) throw cause
      throw new AppError('unavailable', { message: 'The service cannot look this address up right now. Try again in a moment.', cause })
    })
    if (tenant) this.#keep(tenant, flight.isOutdated)
    else this.#forget(name, flight.isOutdated)
    return tenant
  }

  #keep(tenant: ResolvedTenant, isOutdated: boolean): void {
    const { entriesMax, milliseconds, ttlMilliseconds } = this.#options
    const previous = this.#entries.get(tenant.id)
    // An answer from before a change must not take the place of one from after it.
    if (isOutdated && previous) return
    if (previous) this.#evict(tenant.id)
    this.#entries.set(tenant.id, { tenant, freshUntil: isOutdated ? 0 : milliseconds() + ttlMilliseconds })
    for (const name of namesOf(tenant)) {
      this.#ids.set(name, tenant.id)
      this.#absent.delete(name)
    }
    if (this.#entries.size > entriesMax) this.#evict(this.#entries.keys().next().value!)
  }

  #forget(name: string, isOutdated: boolean): void {
    const { absentMax, absentMilliseconds, milliseconds } = this.#options
    const id = this.#ids.get(name)
    if (id !== undefined) this.#evict(id)
    if (isOutdated) return
    if (this.#absent.size >= absentMax) this.#absent.delete(this.#absent.keys().next().value!)
    this.#absent.set(name, milliseconds() + absentMilliseconds)
  }

  #evict(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    // A name may belong to another tenant by now: a slug was freed and taken again, a domain has moved.
    for (const name of namesOf(entry.tenant)) if (this.#ids.get(name) === id) this.#ids.delete(name)
    this.#entries.delete(id)
  }
}

const nameOf = ({ by, value }: TenantKey) => `${by}:${value}`
const namesOf = (tenant: ResolvedTenant) => [
  `id:${tenant.id}`,
  ...[tenant.slug, ...tenant.formerSlugs].map((slug) => `slug:${slug}`),
  ...tenant.domains.map((host) => `domain:${host}`),
]

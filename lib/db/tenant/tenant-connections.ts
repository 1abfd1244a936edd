import { AppError } from '@/lib/core'
import { applicationConfig, IN_UTC, type RoleName, roleConfig } from '../connections/connection-config'
import type { TenantLocation } from '../connections/tenant-location'
import { type Limits, Scheduler, type Ticket } from './scheduler'
import { TenantClient } from './tenant-client'
import type { TenantContext } from './tenant-context'

const SESSION = `${IN_UTC} -c search_path=pg_catalog,pg_temp -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s -c lock_timeout=10s`
const IDLE_MAX_MS = 30_000
const LIFE_MAX_MS = 3_600_000
const SWEEP_EVERY_MS = 10_000

/** The connections to one database. */
interface Database {
  /** The newest that was asked for: the password of its role may have changed. */
  location: TenantLocation
  /** The last one was used last, and is lent first, so that those that are not needed grow old and close. */
  readonly idle: TenantClient[]
  /** Open or being opened. */
  open: number
  inUse: number
}

/** One connection on loan. */
export class Loan {
  constructor(
    readonly client: TenantClient,
    readonly ticket: Ticket,
    readonly giveBack: (loan: Loan, isBroken: boolean) => void,
  ) {}

  end(isBroken: boolean): void {
    this.giveBack(this, isBroken)
  }
}

/** An idle connection, or the right to open one. */
interface Admission {
  readonly from: TenantClient | Database
  readonly ticket: Ticket
}

/**
 * The connections of this process to all databases that hold tenants. Never more than the limits say: when a database needs one and
 * none is left, one that is idle elsewhere closes for it, and never one that is in use. Lending an idle one takes no turn of the
 * event loop, which is why this is not a pg.Pool for each database: its queue and timers cost as much as the signature.
 */
export class TenantConnections {
  readonly #databases = new Map<string, Database>() // the first is the least recently used
  readonly #homes = new WeakMap<TenantClient, Database>()
  readonly #scheduler: Scheduler<Admission>
  #open = 0
  #connectionsMax: number
  #sweeper: NodeJS.Timeout | undefined

  constructor(
    readonly limits: Limits,
    /** Instead of the database's application role: for tests that take walls away. */
    readonly role?: RoleName,
  ) {
    this.#connectionsMax = limits.connectionsMax
    this.#scheduler = new Scheduler(limits, () => this.#connectionsMax)
  }

  get openDatabases(): number {
    return this.#databases.size
  }

  get openConnections(): number {
    return this.#open
  }

  /**
   * At once when one is idle and it is the tenant's turn. Throws `busy` when the wait is too long, `rate_limited` when it is for the
   * tenant's own statements, and the server's error when it cannot be reached.
   */
  lend(context: TenantContext): Loan | Promise<Loan> {
    const admitted = this.#scheduler.take(context, (ticket) => this.#admit(context, ticket))
    if (!(admitted instanceof Promise) && admitted.from instanceof TenantClient) return this.#loan(admitted.from, admitted.ticket)
    return this.#lendLater(admitted)
  }

  async end(): Promise<void> {
    clearInterval(this.#sweeper)
    this.#sweeper = undefined
    const ending = [...this.#databases.values()].flatMap(({ idle }) => idle)
    this.#databases.clear() // what is on loan closes when it comes back
    await Promise.all(ending.map((client) => client.close()))
  }

  async #lendLater(admission: Admission | Promise<Admission>): Promise<Loan> {
    const { from, ticket } = await admission
    if (from instanceof TenantClient) return this.#loan(from, ticket)
    try {
      return this.#loan(await this.#connect(from), ticket)
    } catch (error) {
      this.#lost(from)
      from.inUse--
      this.#scheduler.release(ticket)
      throw error
    }
  }

  #loan(client: TenantClient, ticket: Ticket): Loan {
    return new Loan(client, ticket, this.#giveBack)
  }

  readonly #giveBack = ({ client, ticket }: Loan, isBroken: boolean): void => {
    const home = this.#homes.get(client)!
    home.inUse--
    const isKept = !isBroken && !client.isDead && client.age < LIFE_MAX_MS && this.#databases.get(client.poolKey) === home
    if (isKept) {
      client.idleSince = Date.now()
      home.idle.push(client)
    } else {
      void client.close()
    }
    this.#scheduler.release(ticket)
  }

  /** Takes an idle connection or the right to open one before anyone else can run; undefined when the caller has to wait. */
  #admit({ poolKey, location }: TenantContext, ticket: Ticket): Admission | undefined {
    let database = this.#databases.get(poolKey)
    const idle = database?.idle.pop()
    if (idle === undefined && !this.#hasRoomFor(database)) return undefined
    if (database === undefined) database = { location, idle: [], open: 0, inUse: 0 }
    else this.#databases.delete(poolKey)
    database.location = location
    this.#databases.set(poolKey, database) // now the most recently used
    database.inUse++
    if (idle !== undefined) return { from: idle, ticket }
    database.open++
    this.#open++
    return { from: database, ticket }
  }

  #hasRoomFor(database: Database | undefined): boolean {
    if (database !== undefined && database.open >= this.limits.connectionsPerDatabaseMax) return false
    if (database === undefined && this.#databases.size >= this.limits.poolsMax && !this.#forgetDatabase()) return false
    return this.#open < this.#connectionsMax || this.#closeIdle()
  }

  /** The least recently used one that nobody uses. */
  #forgetDatabase(): boolean {
    for (const [key, { inUse, idle }] of this.#databases) {
      if (inUse > 0) continue
      this.#databases.delete(key)
      for (const client of idle) void client.close()
      return true
    }
    return false
  }

  /** The oldest idle connection of the least recently used database that has one. */
  #closeIdle(): boolean {
    for (const { idle } of this.#databases.values()) {
      const client = idle.shift()
      if (client === undefined) continue
      void client.close()
      return true
    }
    return false
  }

  async #connect(database: Database): Promise<TenantClient> {
    if (database.location.isPooled) throw pooled(database.location)
    const { location } = database
    const config = this.role ? roleConfig(this.role, location) : applicationConfig(location)
    const client = new TenantClient({ ...config, keepAlive: true, options: SESSION }, location)
    const serverConnectionsMax = await client.open()
    this.#connectionsMax = Math.min(this.#connectionsMax, shareOf(serverConnectionsMax))
    this.#homes.set(client, database)
    client.onGone = () => {
      const at = database.idle.indexOf(client)
      if (at >= 0) database.idle.splice(at, 1)
      this.#lost(database)
      this.#scheduler.wake()
    }
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref()
    return client
  }

  #lost(database: Database): void {
    database.open--
    this.#open--
  }

  /** Closes what nobody needed for half a minute, and forgets databases without connections. */
  #sweep(): void {
    const old = Date.now() - IDLE_MAX_MS
    for (const [key, { idle, open }] of this.#databases) {
      while (idle[0] !== undefined && idle[0].idleSince < old) void idle.shift()!.close()
      if (open === 0) this.#databases.delete(key)
    }
  }
}

/** Of what the server has, most is for tenants, in equal parts for the web processes and the worker. */
function shareOf(serverConnectionsMax: number): number {
  const processes = Number(process.env.WEB_PROCESSES ?? 0) + 1
  return Math.max(2, Math.floor((serverConnectionsMax * 0.7) / processes))
}

/** Such a pooler forgets our prepared statement between two statements, and hands a signed context to another backend. */
function pooled({ host, port }: TenantLocation): AppError {
  return new AppError('unavailable', {
    message: `The server ${host}:${port} is registered behind a transaction pooler. That is not supported yet: register its direct address.`,
  })
}

import pg from 'pg'
import type { TenantLocation } from '../connections/tenant-location'
import { PREPARE_CONTEXT, type WireConnection } from './tenant-query'

const SERVER_CONNECTIONS = `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS max`

/** pg.Client with the parts of it that are not public API. */
interface Internals {
  readonly processID: number
  readonly secretKey: number
  readonly connection: WireConnection
  readonly _queryable: boolean
}

/** One connection as the application role, and what is kept with it. */
export class TenantClient extends pg.Client {
  readonly poolKey: string
  /** The signed contexts that were sent on it, ready as bytes. */
  readonly contexts = new Map<string, { message: Buffer; renewAt: number }>()
  idleSince = 0
  /** Called once, when the connection is gone for whatever reason. */
  onGone: () => void = () => {}
  readonly #bornAt = Date.now()
  #isGone = false

  constructor(config: pg.ClientConfig, { host, port, database }: TenantLocation) {
    super(config)
    this.poolKey = `${host}:${port}/${database}`
    this.on('error', () => this.#gone()) // the running query is rejected too; an 'error' event without a listener ends the process
    this.on('end', () => this.#gone())
  }

  get wire(): Internals {
    return this as unknown as Internals
  }

  get isDead(): boolean {
    return this.#isGone || !this.wire._queryable
  }

  /** Milliseconds. */
  get age(): number {
    return Date.now() - this.#bornAt
  }

  /** Returns how many connections the server has for everybody. */
  async open(): Promise<number> {
    try {
      await this.connect()
      const [, { rows }] = await Promise.all([this.query(PREPARE_CONTEXT), this.query<{ max: number }>(SERVER_CONNECTIONS)])
      return rows[0]!.max
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#gone()
    await this.end().catch(() => {})
  }

  #gone(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.onGone()
  }
}

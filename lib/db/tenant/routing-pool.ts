import pg from 'pg'
import type { RoleName } from '../connections/connection-config'
import { carry } from './carried-error'
import { ContextSigner } from './context-signer'
import { cancelled, Lease } from './lease'
import { currentScope, type OperationScope } from './operation-scope'
import type { Limits } from './scheduler'
import { StatementTexts } from './statement-texts'
import type { TenantClient } from './tenant-client'
import { TenantConnections } from './tenant-connections'
import type { TenantContext } from './tenant-context'
import { contextMessage, type Prefix, type QueryConfig } from './tenant-query'
import { TransactionConnection } from './transaction-connection'

const DEFAULT_LIMITS: Limits = { connectionsMax: 40, connectionsPerDatabaseMax: 16, poolsMax: 20, waitMs: 5_000, waitingMax: 1_000 }
const CONTEXTS_PER_CONNECTION_MAX = 256

export interface RoutingPoolOptions extends Partial<Limits> {
  readonly signer?: ContextSigner
  readonly role?: RoleName
  /** Connections that are shared with another RoutingPool. */
  readonly connections?: TenantConnections
}

export function openConnections(options: RoutingPoolOptions = {}): TenantConnections {
  return new TenantConnections({ ...DEFAULT_LIMITS, ...options }, options.role)
}

/**
 * The pool that PrismaPg is given. It owns no connection: each statement goes to the pool of its tenant's database, with the
 * tenant's schema in its text and the signed context in front of it. A statement outside a TenantDb is refused before it leaves.
 */
export class RoutingPool extends pg.Pool {
  readonly #options: RoutingPoolOptions
  readonly #signer: ContextSigner
  readonly #connections: TenantConnections
  readonly #texts = new StatementTexts()

  constructor(options: RoutingPoolOptions = {}) {
    super({ max: 1 })
    this.#options = options
    this.#signer = options.signer ?? new ContextSigner()
    this.#connections = options.connections ?? openConnections(options)
  }

  /** A small pool to the same databases with another signer: the self-test forges with it. */
  withSigner(signer: ContextSigner): RoutingPool {
    return new RoutingPool({
      ...this.#options,
      connections: undefined,
      signer,
      poolsMax: 1,
      connectionsMax: 1,
      connectionsPerDatabaseMax: 1,
    })
  }

  get openDatabases(): number {
    return this.#connections.openDatabases
  }

  get openConnections(): number {
    return this.#connections.openConnections
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg.Pool declares nine overloads; Prisma's adapter calls this one
  override async query(config: any): Promise<any> {
    try {
      const scope = currentScope()
      const { text, name } = this.#texts.rewrite(config.text, scope.context.location.schema, !scope.isRaw)
      const sent: QueryConfig = { text, name, values: config.values, types: config.types, rowMode: config.rowMode }
      const lent = this.lease(scope)
      const failure = await this.#attempt(lent instanceof Lease ? lent : await lent, sent)
      if (!(failure instanceof Failure)) return failure
      if (!isRetryable(failure.error)) throw failure.error
      // The implicit transaction was rolled back, so a second try repeats nothing.
      const again = await this.#attempt(await this.lease(scope), { ...sent, name: undefined })
      if (again instanceof Failure) throw again.error
      return again
    } catch (error) {
      throw carry(error)
    }
  }

  /**
   * Prisma calls this for a transaction. The scope is read here and never again: Prisma collects the operations of all open
   * transactions per tick and sends them in the async context of whichever came first.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as above; what it returns has just what the adapter uses
  override async connect(): Promise<any> {
    try {
      const scope = currentScope()
      const lease = await this.lease(scope)
      const { schema } = scope.context.location
      return new TransactionConnection(
        lease,
        () => this.prefix(scope.context, lease.client),
        (text) => this.#texts.rewrite(text, schema, false).text,
      )
    } catch (error) {
      throw carry(error)
    }
  }

  async #attempt(lease: Lease, config: QueryConfig): Promise<pg.QueryResult | Failure> {
    try {
      const result = await lease.send(config, this.prefix(lease.scope.context, lease.client))
      lease.release()
      return result
    } catch (error) {
      lease.release(error)
      return new Failure(error)
    }
  }

  override async end(): Promise<void> {
    await this.#connections.end()
  }

  /** A connection for one operation, at once when one is idle. Whoever asks must release it, with the error if there was one. */
  lease(scope: OperationScope): Lease | Promise<Lease> {
    if (scope.signal?.aborted) throw cancelled()
    const loan = this.#connections.lend(scope.context)
    // Asked of Promise: a bundle may hold Loan more than once, and the connections that all copies share know the first one only.
    return loan instanceof Promise ? loan.then((later) => new Lease(later, scope)) : new Lease(loan, scope)
  }

  /** The context as bytes for this connection. Kept with the connection, so that a MAC is made once in a few minutes. */
  prefix(context: TenantContext, client: TenantClient): Prefix {
    const { contexts } = client
    const now = Date.now()
    const known = contexts.get(context.key)
    if (known !== undefined && now < known.renewAt) return { context: known.message }
    if (contexts.size >= CONTEXTS_PER_CONNECTION_MAX) contexts.clear()
    const { text, renewAt } = this.#signer.sign(context, client.wire.processID, now)
    const message = contextMessage(text, context.tenantId, context.statementTimeoutMs)
    contexts.set(context.key, { message, renewAt })
    return { context: message }
  }
}

class Failure {
  constructor(readonly error: unknown) {}
}

function isRetryable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return code === '26000' || (code === '0A000' && message === 'cached plan must not change result type')
}

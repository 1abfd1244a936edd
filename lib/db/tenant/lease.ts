import pg from 'pg'
import { AppError, isAppError } from '@/lib/core'
import type { OperationScope } from './operation-scope'
import type { TenantClient } from './tenant-client'
import type { Loan } from './tenant-connections'
import { PREPARE_CONTEXT, type Prefix, type QueryConfig, TenantQuery } from './tenant-query'
import { toTenancyError } from './translate-database-error'

type ServerError = Error & { code?: string; severity?: string }

export function cancelled(cause?: unknown): AppError {
  return new AppError('unavailable', { message: 'The request was cancelled.', cause })
}

/** One connection lent to one operation or one interactive transaction. */
export class Lease {
  #wasCancelled = false

  constructor(
    readonly loan: Loan,
    readonly scope: OperationScope,
  ) {}

  get client(): TenantClient {
    return this.loan.client
  }

  /** Rejects with the server's own error; a refusal by sec.tenant() comes as the AppError that it means. */
  send(config: QueryConfig, prefix: Prefix | undefined): Promise<pg.QueryResult> {
    const { signal } = this.scope
    if (signal?.aborted && config.text !== 'ROLLBACK') return Promise.reject(cancelled())
    return new Promise((resolve, reject) => {
      const onAbort =
        signal &&
        (() => {
          this.#wasCancelled = true
          cancel(this.client)
        })
      signal?.addEventListener('abort', onAbort!, { once: true })
      const query = new TenantQuery(config, prefix, (error, result) => {
        signal?.removeEventListener('abort', onAbort!)
        if (error) reject(signal?.aborted ? cancelled(error) : toTenancyError(error))
        else resolve(result)
      })
      this.client.query(query as unknown as pg.Submittable)
    })
  }

  /** Back to the pool if the server is known to be fine and idle: an ERROR is fine, a FATAL or a lost socket is not. */
  release(error?: unknown): void {
    const isFine = !breaksConnection(error) && this.client.getTransactionStatus() === 'I' && !this.#wasCancelled // a late cancel must not hit the next tenant
    if (isFine && this.scope.isRaw) void this.#clean()
    else this.loan.end(!isFine)
  }

  /** Hand-written SQL may have left anything in the session, even its own statement under one of our names. */
  async #clean(): Promise<void> {
    let isClean = false
    try {
      await this.client.query('DISCARD ALL')
      Object.assign(this.client.wire.connection, { parsedStatements: {}, submittedNamedStatements: {}, described: {} })
      await this.client.query(PREPARE_CONTEXT)
      isClean = true
    } catch {
      // closed below
    } finally {
      this.loan.end(!isClean)
    }
  }
}

function breaksConnection(error: unknown): boolean {
  if (error === undefined || error === null) return false
  if (isAppError(error)) return breaksConnection(error.cause)
  const { code, severity } = error as ServerError
  return severity !== 'ERROR' || code === '26000' // our PREPARE is gone
}

/** PostgreSQL cancels by a second connection that says nothing but whom. The lent connection is closed afterwards. */
function cancel(client: TenantClient): void {
  // biome-ignore lint/suspicious/noExplicitAny: pg.Connection is not in the public types
  const messenger = new (pg as any).Connection({ ssl: client.ssl })
  messenger.on('error', () => {})
  messenger.on(client.ssl ? 'sslconnect' : 'connect', () => messenger.cancel(client.wire.processID, client.wire.secretKey))
  if (client.ssl) messenger.on('connect', () => messenger.requestSsl())
  if (client.host.startsWith('/')) messenger.connect(`${client.host}/.s.PGSQL.${client.port}`)
  else messenger.connect(client.port, client.host)
}

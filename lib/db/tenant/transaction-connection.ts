import type pg from 'pg'
import { carry } from './carried-error'
import type { Lease } from './lease'
import type { Prefix, QueryConfig } from './tenant-query'

const NOTHING = Object.freeze({ command: '', oid: 0, rowCount: 0, fields: [], rows: [] }) as pg.QueryResult

/**
 * What Prisma sees as the connection of an interactive transaction. BEGIN is held back and leaves with the context and the first
 * statement, so a transaction costs one round trip less than without isolation. Statements are not named here: after a schema
 * change a stale plan would abort the whole transaction, and only a single statement can be retried.
 */
export class TransactionConnection {
  #begin: string | undefined

  constructor(
    readonly lease: Lease,
    readonly prefix: () => Prefix,
    readonly rewrite: (text: string) => string,
  ) {}

  async query(config: QueryConfig): Promise<pg.QueryResult> {
    const { text } = config
    if (text === 'BEGIN') {
      this.#begin = text
      return NOTHING
    }
    const begin = this.#begin
    if (begin === undefined) return this.#send(config, undefined)
    if (text.startsWith('SET TRANSACTION ')) {
      this.#begin += text.slice('SET TRANSACTION'.length)
      return NOTHING
    }
    this.#begin = undefined
    if (text === 'COMMIT' || text === 'ROLLBACK') return NOTHING
    return this.#send(config, { ...this.prefix(), begin })
  }

  async #send({ values, types, rowMode, text }: QueryConfig, prefix: Prefix | undefined): Promise<pg.QueryResult> {
    try {
      return await this.lease.send({ text: this.rewrite(text), values, types, rowMode }, prefix)
    } catch (error) {
      throw carry(error)
    }
  }

  on(event: 'error', listener: (error: Error) => void): void {
    this.lease.client.on(event, listener)
  }

  removeListener(event: 'error', listener: (error: Error) => void): void {
    this.lease.client.removeListener(event, listener)
  }

  release(error?: unknown): void {
    this.lease.release(error)
  }
}

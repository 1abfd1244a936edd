import pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { serialize } from 'pg-protocol'

/**
 * The statement that carries the context. Prepared once per connection; the values travel as parameters, because a signed context
 * inside SQL text could be read in pg_stat_activity by SQL injected elsewhere. It returns no row.
 */
export const PREPARE_CONTEXT = `PREPARE _tenancy(text, text, text) AS SELECT WHERE pg_catalog.set_config('app.tenant', $1, true) IS NULL
  OR pg_catalog.set_config('application_name', $2, true) IS NULL OR pg_catalog.set_config('statement_timeout', $3, true) IS NULL`

/** The bytes of Bind and Execute of that statement. */
export function contextMessage(signed: string, tenantId: string, statementTimeoutMs: number): Buffer {
  const values = [signed, `tenant:${tenantId}`, String(statementTimeoutMs)]
  return Buffer.concat([serialize.bind({ statement: '_tenancy', values }), serialize.execute({})])
}

const DESCRIBE = serialize.describe({ type: 'P', name: '' })
const EXECUTE = serialize.execute({})
const SYNC = serialize.sync()

/** What goes in front of a statement. */
export interface Prefix {
  /** BEGIN and its modes, in front of the first statement of an interactive transaction. */
  readonly begin?: string
  readonly context: Buffer
}

export interface QueryConfig {
  readonly text: string
  readonly name?: string
  readonly values?: unknown[]
  readonly types?: object
  readonly rowMode?: string
}

interface Description {
  readonly fields: { dataTypeID: number }[]
  parsers?: ((text: string) => unknown)[]
}

/** pg's connection, as far as this class writes to it. */
export interface WireConnection {
  stream: { write(bytes: Buffer): void }
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
  /** Ours: what the server said about the rows of a named statement. */
  described?: Record<string, Description>
  close(message: { type: string; name: string }): void
}

// biome-ignore lint/suspicious/noExplicitAny: pg.Query's prepare and handle* methods are not public API; pg is pinned, and the self-test at start exercises them
const PgQuery = pg.Query as any

/**
 * A pg.Query that is preceded by its tenancy context under the same Sync:
 *   [Parse Bind Execute BEGIN]  Bind Execute _tenancy  Parse Bind Describe Execute <query>  Sync
 * Without BEGIN the server runs all of it as one implicit transaction, so the local settings end with the query: no round trip of
 * its own, nothing left on the connection, and if the context fails the server skips the query. (pg's `pipeline: true` sends a Sync
 * per query: there a failed context is followed by a query under the previous tenant.) The messages leave as one buffer, and a named
 * statement is described once per connection: its rows cannot change their shape without error 0A000.
 */
export class TenantQuery extends PgQuery {
  #answersToSkip: number
  readonly #prefix: Prefix | undefined
  readonly #bind: Buffer

  constructor(
    { text, name, values = [], types, rowMode }: QueryConfig,
    prefix: Prefix | undefined,
    done: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(text, undefined, done)
    this.name = name
    this._result._types = types ?? pg.types
    if (rowMode === 'array') {
      this._result.rowAsArray = true
      this._result.parseRow = this._result._parseRowAsArray
    }
    this.#prefix = prefix
    this.#answersToSkip = prefix === undefined ? 0 : prefix.begin === undefined ? 1 : 2
    this.#bind = serialize.bind({ statement: name, values: values as never[], valueMapper: prepareValue }) // throws before anything is sent
  }

  requiresPreparation(): boolean {
    return true // also without values: the simple protocol would accept several statements in one text
  }

  prepare(connection: WireConnection): void {
    const messages: Buffer[] = []
    if (this.#prefix?.begin !== undefined) messages.push(serialize.parse({ text: this.#prefix.begin }), serialize.bind({}), EXECUTE)
    if (this.#prefix !== undefined) messages.push(this.#prefix.context)
    if (!this.hasBeenParsed(connection)) {
      messages.push(serialize.parse({ text: this.text, name: this.name }))
      if (this.name) connection.submittedNamedStatements[this.name] = this.text
    }
    const description = this.name && connection.parsedStatements[this.name] ? connection.described?.[this.name] : undefined
    messages.push(this.#bind)
    if (description === undefined) messages.push(DESCRIBE)
    messages.push(EXECUTE, SYNC)
    connection.stream.write(Buffer.concat(messages))
    this.connection = connection
    if (description !== undefined) this.handleRowDescription(description)
  }

  /** Prisma asks for rows as arrays. For those pg's own method builds an empty row object each time that nobody uses. */
  handleRowDescription(message: Description): void {
    if (this.name) {
      this.connection.described ??= {}
      this.connection.described[this.name] = message
    }
    if (!this._result.rowAsArray) {
      super.handleRowDescription(message)
      return
    }
    this._result.fields = message.fields
    this._result._parsers = message.parsers ??= message.fields.map(({ dataTypeID }) =>
      this._result._types.getTypeParser(dataTypeID, 'text'),
    )
    this._accumulateRows = true
  }

  handleDataRow(message: object): void {
    if (this.#answersToSkip === 0) super.handleDataRow(message)
  }

  handleCommandComplete(message: object, connection: WireConnection): void {
    if (this.#answersToSkip > 0) this.#answersToSkip--
    else super.handleCommandComplete(message, connection)
  }

  handleError(error: Error & { code?: string }, connection: WireConnection): void {
    if (this.name) {
      delete connection.submittedNamedStatements?.[this.name]
      if (error.code === '0A000') {
        // the cached plan is stale: drop it here, the next use parses again
        delete connection.parsedStatements[this.name]
        delete connection.described?.[this.name]
        connection.close({ type: 'S', name: this.name })
      }
    }
    super.handleError(error, connection)
  }
}

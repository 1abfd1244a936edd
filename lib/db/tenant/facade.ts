import { setTimeout as wait } from 'node:timers/promises'
import { Prisma } from '@/generated/tenant/client'
import { isAppError } from '@/lib/core'
import { unwrap } from './carried-error'
import type { OperationScope } from './operation-scope'
import { scopes } from './operation-scope'
import { readRows } from './read-rows'
import { refused } from './refused'
import type { RoutingPool } from './routing-pool'
import { ArgumentScoper, type ModelMap } from './scope-arguments'
import { isSessionSafe } from './session-safe'
import { assertTrusted, REFERENCE, type Sql, sql } from './sql'
import { PLACEHOLDER } from './statement-texts'
import type { TenantContext } from './tenant-context'
import type { TransactionOptions } from './tenant-db'
import { sqlState, translateDatabaseError } from './translate-database-error'

/** Asked when the database says that the tenant is not served there at this epoch: gives its new place, or null if it knows none. */
export type OnMoved = (context: TenantContext) => Promise<TenantContext | null>

// biome-ignore lint/suspicious/noExplicitAny: every model's delegate, whose types the TenantDb interface declares
type Client = any

// findUnique is answered by findFirst: Prisma merges findUniques of one tick into one statement, whoever asked for them.
const OPERATIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'findFirst',
      'findFirstOrThrow',
      'findMany',
      'count',
      'aggregate',
      'groupBy',
      'create',
      'createMany',
      'createManyAndReturn',
      'update',
      'updateMany',
      'updateManyAndReturn',
      'upsert',
      'delete',
      'deleteMany',
    ].map((name) => [name, name]),
  ),
  findUnique: 'findFirst',
  findUniqueOrThrow: 'findFirstOrThrow',
}
const UNAVAILABLE = ['$queryRawUnsafe', '$executeRawUnsafe', '$extends', '$on', '$connect', '$disconnect']

interface Shared {
  readonly client: Client
  /** Reads hand-written SQL; a transaction has none, since its connection is Prisma's. */
  readonly pool?: RoutingPool
  readonly models: ModelMap
  readonly onMoved?: OnMoved
}

const same = <T>(value: T): T => value

/** How long a write waits for the end of a move's cutover, which takes a quarter of a second. */
const MOVING_PATIENCE_MS = 5_000

/**
 * Starts at once, inside the scope: Prisma's own promises start when awaited, which may be in another tenant's scope. A statement that
 * met a closed gate has changed nothing, so it is repeated: again and again while the tenant is just moving, and once at its new place.
 */
async function start<T>(first: OperationScope, onMoved: OnMoved | undefined, work: (scope: OperationScope) => PromiseLike<T>): Promise<T> {
  const patienceEnds = performance.now() + MOVING_PATIENCE_MS
  let scope = first
  for (let isElsewhere = false; ; ) {
    try {
      const current = scope
      return await scopes.run(current, () => work(current).then(same))
    } catch (caught) {
      const error = translateDatabaseError(unwrap(caught))
      if (onMoved === undefined) throw error
      if (isAppError(error) && error.code === 'tenant_moving' && performance.now() < patienceEnds) {
        await wait(10 + Math.random() * 40)
        continue
      }
      if (isElsewhere || !isRouteFault(error)) throw error
      const context = await onMoved(scope.context)
      if (context === null || (context.key === scope.context.key && context.poolKey === scope.context.poolKey)) throw error
      scope = { ...scope, context, isRaw: false }
      isElsewhere = true
    }
  }
}

/** The gate says so, or there is nothing any more at the place that this route leads to: a copy that a move left behind is purged. */
function isRouteFault(error: unknown): boolean {
  if (isAppError(error) && error.code === 'tenant_moved') return true
  return ['42P01', '3F000', '3D000', '28P01', '28000'].includes(sqlState(error))
}

/** One model of one tenant. */
class Delegate {
  readonly #target: Client
  readonly #model: string
  readonly #scope: OperationScope
  readonly #args: ArgumentScoper
  readonly #onMoved: OnMoved | undefined

  constructor(target: Client, model: string, scope: OperationScope, args: ArgumentScoper, onMoved: OnMoved | undefined) {
    this.#target = target
    this.#model = model
    this.#scope = scope
    this.#args = args
    this.#onMoved = onMoved
  }

  static {
    for (const [operation, answeredBy] of Object.entries(OPERATIONS)) {
      Object.defineProperty(Delegate.prototype, operation, {
        value(this: Delegate, args: object | undefined) {
          return start(this.#scope, this.#onMoved, () => this.#target[answeredBy](this.#args.scope(this.#model, operation, args)))
        },
      })
    }
  }
}

/** One tenant's view of the shared client. Its models are getters on the prototype, so that making one costs two small objects. */
export class Facade {
  readonly #shared: Shared
  readonly #scope: OperationScope
  readonly #args: ArgumentScoper
  readonly #isTransaction: boolean

  constructor(shared: Shared, scope: OperationScope, isTransaction = false) {
    this.#shared = shared
    this.#scope = scope
    this.#isTransaction = isTransaction
    this.#args = new ArgumentScoper(shared.models, scope.context.tenantId)
  }

  get context() {
    return this.#scope.context
  }

  withSignal(signal: AbortSignal): Facade {
    return new Facade(this.#shared, { ...this.#scope, signal }, this.#isTransaction)
  }

  delegate(name: string, model: string): Delegate {
    return new Delegate(this.#shared.client[name], model, this.#scope, this.#args, this.#shared.onMoved)
  }

  $queryRaw(query: TemplateStringsArray | Sql, ...values: unknown[]): Promise<unknown> {
    return this.#raw('$queryRaw', query, values)
  }

  $executeRaw(query: TemplateStringsArray | Sql, ...values: unknown[]): Promise<unknown> {
    return this.#raw('$executeRaw', query, values)
  }

  async $transaction(work: unknown, options?: TransactionOptions): Promise<unknown> {
    if (this.#isTransaction) throw refused('a transaction inside a transaction')
    if (typeof work !== 'function')
      throw refused('an array of operations runs in the scope of whoever awaits first; give $transaction a function')
    const { client, models, onMoved } = this.#shared
    const own: OperationScope = { ...this.#scope } // for #raw to mark
    return start(own, onMoved, (scope) =>
      client.$transaction((tx: Client) => work(new Facade({ client: tx, models }, scope, true)), options),
    )
  }

  async #raw(method: '$queryRaw' | '$executeRaw', query: TemplateStringsArray | Sql, values: unknown[]): Promise<unknown> {
    const statement = query instanceof Prisma.Sql ? assertTrusted(query) : sql(query, ...values)
    if (!statement.sql.includes(PLACEHOLDER) && !statement.sql.includes(REFERENCE))
      throw refused('hand-written SQL names its tables through table(...) or reference(...)')
    const isRaw = !isSessionSafe(statement.sql)
    if (this.#isTransaction && isRaw) this.#scope.isRaw = true
    const { client, pool, onMoved } = this.#shared
    return start(this.#isTransaction ? this.#scope : { ...this.#scope, isRaw }, onMoved, (scope) => {
      scope.isRaw ||= isRaw
      return pool && method === '$queryRaw' ? readRows(pool, statement) : client[method](statement)
    })
  }
}
for (const name of UNAVAILABLE) {
  Object.defineProperty(Facade.prototype, name, {
    value: async () => {
      throw refused(`${name} is not available on a TenantDb`)
    },
  })
}

/** Once, when the client is made. */
export function defineModels(models: ModelMap): void {
  for (const model of models.keys()) {
    const name = model[0]!.toLowerCase() + model.slice(1)
    Object.defineProperty(Facade.prototype, name, {
      configurable: true,
      get(this: Facade) {
        return this.delegate(name, model)
      },
    })
  }
}

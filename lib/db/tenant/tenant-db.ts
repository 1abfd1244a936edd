import type { Prisma, PrismaClient } from '@/generated/tenant/client'
import type { Sql } from './sql'
import type { TenantContext } from './tenant-context'

export type { Prisma as TenantPrisma } from '@/generated/tenant/client'

declare const scoped: unique symbol

type Delegates = { readonly [Model in Uncapitalize<Prisma.ModelName>]: PrismaClient[Model] }

/** A statement as a template tag, or one made by sql`...`. It names its tables by table('...'). */
type RawQuery = <T = unknown>(query: TemplateStringsArray | Sql, ...values: unknown[]) => Promise<T>

/** Every operation of every model for one tenant. Cannot be made elsewhere: the brand is not exported. Throws AppError. */
export interface TenantTx extends Delegates {
  readonly [scoped]: true
  readonly context: TenantContext
  readonly $queryRaw: RawQuery
  readonly $executeRaw: RawQuery
}

export interface TransactionOptions {
  /** Milliseconds until a connection must be there; 5,000 unless told otherwise. */
  readonly maxWait?: number
  /** Milliseconds until it must be done; 30,000 unless told otherwise. */
  readonly timeout?: number
  readonly isolationLevel?: Prisma.TransactionIsolationLevel
}

/** The only way to a tenant's data. Costs one small object; PrismaClient and connections are shared by all tenants. */
export interface TenantDb extends TenantTx {
  /** `run` may run a second time from its start: the first try met a tenant that had just moved, and was rolled back. */
  $transaction<R>(run: (tx: TenantTx) => Promise<R>, options?: TransactionOptions): Promise<R>
  /** The same tenant; the signal's abort cancels what runs on the server. */
  withSignal(signal: AbortSignal): TenantDb
}

/**
 * What an audit row is written through: a transaction on a tenant's tables or on the catalog, so that a change and its record are
 * committed together.
 */
export interface Tx {
  readonly auditEvent: {
    create(args: {
      data: {
        id?: string
        actorKind: string
        actorId: string
        action: string
        subjectKind: string
        subjectId: string
        detail?: Prisma.InputJsonValue
        requestId?: string | null
      }
    }): PromiseLike<unknown>
  }
}

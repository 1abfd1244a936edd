import { createTenancy, sharedTenancy, type Tenancy, tenantDbOf } from '../open-tenant-db'
import { type OperationScope, scopes } from '../operation-scope'
import { RoutingPool, type RoutingPoolOptions } from '../routing-pool'
import { TenantContext, type TenantContextInput } from '../tenant-context'
import type { TenantDb } from '../tenant-db'

/** For the tests of this folder: SQL under a tenant's context, past the first wall. */
export async function direct(context: TenantContext, text: string, values: unknown[] = [], pool: RoutingPool = sharedTenancy().pool) {
  const scope: OperationScope = { context, isRaw: true }
  const { rows } = await scopes.run(scope, () => pool.query({ text, values }))
  // biome-ignore lint/suspicious/noExplicitAny: rows of any statement
  return rows as any[]
}

/** A tenancy of its own, with other limits, another role or another signer. */
export function ownTenancy(options: RoutingPoolOptions): Tenancy & { db(context: TenantContext): TenantDb; end(): Promise<void> } {
  const tenancy = createTenancy(new RoutingPool(options))
  return {
    ...tenancy,
    db: (context) => tenantDbOf(tenancy, context),
    end: async () => {
      await tenancy.client.$disconnect()
      await tenancy.pool.end()
    },
  }
}

export function contextWith(context: TenantContext, change: Partial<TenantContextInput>): TenantContext {
  const { tenantId, location, epoch, statementTimeoutMs } = context
  return new TenantContext({ tenantId, location, epoch, statementTimeoutMs, ...change })
}

import { findTenantById, forgetTenant, type ResolvedTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { openTenantDb, TenantContext, type TenantDb } from '@/lib/db'

export interface OpenTenantOptions {
  /** For the operation that makes the tenant, before anybody else may come in. */
  readonly isProvisioning?: boolean
  /** Aborts what runs on the server when the request goes away. */
  readonly signal?: AbortSignal
}

// A resolved tenant is kept and never changed in place, so neither is its context.
const contexts = new WeakMap<ResolvedTenant, TenantContext>()

/**
 * The scoped client of a tenant. Costs microseconds: make one where a request is resolved, and pass it on as an argument. Throws
 * `tenant_stopped`, and `not_found` for a tenant that is not there yet. Whatever this process has cached, the tenant's own database
 * has the last word: it refuses a statement whose gate is shut, and one with an old epoch gets a fresh route and a second try.
 */
export function openTenant(tenant: ResolvedTenant, { isProvisioning = false, signal }: OpenTenantOptions = {}): TenantDb {
  if (tenant.status === 'stopped' || tenant.status === 'deleting')
    throw new AppError('tenant_stopped', { message: 'This service is paused at the moment.' })
  if (tenant.status !== 'active' && !isProvisioning) throw new AppError('not_found', { message: 'There is nothing at this address yet.' })
  const db = openTenantDb(contextOf(tenant), { onMoved: refreshRoute })
  return signal ? db.withSignal(signal) : db
}

function contextOf(tenant: ResolvedTenant): TenantContext {
  let context = contexts.get(tenant)
  if (context === undefined) {
    const { id, placement, limits, share } = tenant
    context = new TenantContext({
      tenantId: id,
      location: placement,
      epoch: placement.epoch,
      statementTimeoutMs: limits.statementTimeoutSeconds * 1000,
      quota: { rowsMax: limits.rowsMax, bytesMax: limits.storageBytesMax },
      share,
    })
    contexts.set(tenant, context)
  }
  return context
}

async function refreshRoute({ tenantId }: TenantContext): Promise<TenantContext | null> {
  forgetTenant(tenantId)
  const tenant = await findTenantById(tenantId)
  return tenant && contextOf(tenant)
}

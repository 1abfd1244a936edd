import { findTenantById, forgetTenant, type ResolvedTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { openTenant, type TenantDb } from '@/lib/tenancy'

/** The tenant as the catalog has it now: what this process remembers may be from before the steps that made it. */
export async function openUnfinishedTenant(tenantId: string): Promise<{ tenant: ResolvedTenant; db: TenantDb }> {
  forgetTenant(tenantId)
  const tenant = await findTenantById(tenantId)
  if (!tenant) throw new AppError('not_found', { message: 'This tenant was removed while it was being opened.' })
  return { tenant, db: openTenant(tenant, { isProvisioning: true }) }
}

import { findTenantById } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { type OpenTenantOptions, openTenant } from './open-tenant'

/** For jobs and the command line, which know a tenant by its id. Throws `not_found`. */
export async function openTenantById(id: string, options?: OpenTenantOptions): Promise<TenantDb> {
  const tenant = await findTenantById(id)
  if (tenant === null) throw new AppError('not_found', { message: 'There is no such tenant.' })
  return openTenant(tenant, options)
}

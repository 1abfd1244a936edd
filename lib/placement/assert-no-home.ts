import { isHome } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import type { TenantLocation } from '@/lib/db'

/** By the catalog alone: for a place whose gate is not made yet, or gone already. Throws `conflict`. */
export async function assertNoHome(location: TenantLocation, tenantId: string): Promise<void> {
  if (await isHome(tenantId, location)) throw onlyCopy(location, tenantId)
}

export function onlyCopy({ database, schema }: TenantLocation, tenantId: string): AppError {
  return new AppError('conflict', {
    message: 'This is the copy that the tenant is served from. Move or remove the tenant first.',
    detail: { tenantId, database, schema },
  })
}

import { notFound } from 'next/navigation'
import { cache } from 'react'
import type { OperatorPermission } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { isAppError, log } from '@/lib/core'
import { openTenantById, type TenantDb } from '@/lib/tenancy'
import { office } from '../../../office'

const findTenant = cache(async (slug: string) => {
  try {
    return await getTenant(slug)
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }
})

/** The first line of every page of one tenant. An id in the address is not a slug and is not found. */
export async function tenantDesk(params: Promise<{ slug: string }>, permission: OperatorPermission = 'tenant:read') {
  const desk = await office(permission)
  const { slug } = await params
  const tenant = await findTenant(slug)
  if (tenant.slug !== slug) notFound()
  return { ...desk, tenant }
}
export type TenantDesk = Awaited<ReturnType<typeof tenantDesk>>

export type Part<T> = { isThere: true; value: T } | { isThere: false; why: 'stopped' | 'not-open' | 'away' }

/**
 * Reads a part of the page from the tenant's own database. What cannot be read takes only its part away: a stopped tenant's data is
 * shut for operators too, and a database that is away is no reason to hide what the catalog knows.
 */
export async function fromTenant<T>({ tenant }: TenantDesk, read: (db: TenantDb) => Promise<T>): Promise<Part<T>> {
  if (tenant.status === 'stopped' || tenant.status === 'deleting') return { isThere: false, why: 'stopped' }
  if (tenant.status !== 'active') return { isThere: false, why: 'not-open' }
  try {
    return { isThere: true, value: await read(await openTenantById(tenant.id)) }
  } catch (error) {
    if (isAppError(error) && error.code === 'tenant_stopped') return { isThere: false, why: 'stopped' }
    log.warn({ err: error, tenantId: tenant.id }, 'a part of the tenant page could not be read')
    return { isThere: false, why: 'away' }
  }
}

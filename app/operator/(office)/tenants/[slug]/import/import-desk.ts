import { notFound } from 'next/navigation'
import { openTenantById } from '@/lib/tenancy'
import { tenantDesk } from '../tenant-desk'

/** An operator imports only into a tenant that is being served. */
export async function importDesk(params: Promise<{ slug: string }>) {
  const desk = await tenantDesk(params, 'import:run')
  if (desk.tenant.status !== 'active') notFound()
  return { ...desk, db: await openTenantById(desk.tenant.id), path: `/tenants/${desk.tenant.slug}/import` }
}
export type ImportDesk = Awaited<ReturnType<typeof importDesk>>

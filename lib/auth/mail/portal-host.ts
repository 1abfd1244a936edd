import type { ResolvedTenant } from '@/lib/catalog'
import { env } from '@/lib/core'

/** The one address that links in mails use: the tenant's own domain where it has one. */
export const portalHost = (tenant: Pick<ResolvedTenant, 'slug' | 'domains'>): string =>
  tenant.domains[0] ?? `${tenant.slug}.${env().BASE_DOMAIN}`

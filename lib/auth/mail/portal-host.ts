import type { ResolvedTenant } from '@/lib/catalog'
import { env } from '@/lib/core'

/** The one address that links in mails use: the tenant's primary domain where it has one. */
export const portalHost = (tenant: Pick<ResolvedTenant, 'slug' | 'primaryDomain'>): string =>
  tenant.primaryDomain ?? `${tenant.slug}.${env().BASE_DOMAIN}`

import type { ResolvedTenant } from '@/lib/catalog'

/** Addresses of a branding version never change what they answer, so browsers keep them for ever. */
export function iconUrl({ branding }: ResolvedTenant): string {
  return `/brand/icon?v=${branding.version}`
}

export function logoUrl({ branding }: ResolvedTenant): string | undefined {
  return branding.hasLogo ? `/brand/logo?v=${branding.version}` : undefined
}

/** What the frame of a page shows of the tenant. */
export function brandOf(tenant: ResolvedTenant) {
  return { name: tenant.branding.productName, company: tenant.name, mark: tenant.branding.mark, logoUrl: logoUrl(tenant) }
}

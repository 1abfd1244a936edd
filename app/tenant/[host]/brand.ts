import type { BrandImages, ResolvedTenant } from '@/lib/catalog'

/** Pictures are named by their content and icons by their version: what such an address answers never changes, so browsers keep it for ever. */
export function imageUrl({ branding }: ResolvedTenant, slot: keyof BrandImages): string | undefined {
  const id = branding.images[slot]
  return id ? `/brand/images/${id}` : undefined
}

export function iconUrl({ branding }: ResolvedTenant, mode: 'light' | 'dark' = 'light'): string {
  return `/brand/icon?v=${branding.version}${mode === 'dark' ? '&mode=dark' : ''}`
}

/** Browsers' tabs are light or dark by themselves, whatever the page is set to. */
export function iconLinks(tenant: ResolvedTenant) {
  return (['light', 'dark'] as const).map((mode) => ({ url: iconUrl(tenant, mode), media: `(prefers-color-scheme: ${mode})` }))
}

/** What the frame of a page shows of the tenant. */
export function brandOf(tenant: ResolvedTenant) {
  const logoUrl = imageUrl(tenant, 'logo')
  const logoDarkUrl = imageUrl(tenant, 'logoDark')
  return {
    name: tenant.branding.productName,
    company: tenant.name,
    mark: tenant.branding.mark,
    logoUrl: logoUrl ?? logoDarkUrl,
    logoDarkUrl,
  }
}

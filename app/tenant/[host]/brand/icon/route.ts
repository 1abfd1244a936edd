import { markSvg } from '@/components/ui'
import { findVisitedTenant } from '@/lib/actions'
import { findLogo } from '@/lib/catalog'

const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
}

/** The icon of the browser's tab: the tenant's logo, or its mark in its colours. */
export async function GET() {
  const tenant = await findVisitedTenant()
  if (!tenant) return new Response('Not found\n', { status: 404 })
  const { branding } = tenant
  const logo = branding.hasLogo ? await findLogo(tenant.id, branding.version) : null
  if (logo) return new Response(new Uint8Array(logo), { headers: { ...HEADERS, 'content-type': 'image/png' } })
  const { solid = '#1d2026', onsolid = '#ffffff' } = branding.theme.light
  const svg = markSvg(branding.mark, branding.productName, { solid, onsolid })
  return new Response(svg, { headers: { ...HEADERS, 'content-type': 'image/svg+xml' } })
}

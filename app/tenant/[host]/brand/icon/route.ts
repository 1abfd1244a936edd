import { markSvg } from '@/components/ui'
import { findVisitedTenant } from '@/lib/actions'
import { imageResponse } from '../image-response'

const HEADERS = {
  'content-type': 'image/svg+xml',
  'cache-control': 'public, max-age=31536000, immutable',
}

/** The icon of the browser's tab: the tenant's own, its logo, or its mark in its colours. `mode=dark` for a dark tab. */
export async function GET(request: Request) {
  const tenant = await findVisitedTenant()
  if (!tenant) return new Response('Not found\n', { status: 404 })
  const { branding } = tenant
  const { icon, iconDark, logo, logoDark } = branding.images
  const isDark = new URL(request.url).searchParams.get('mode') === 'dark'
  const id = isDark ? (iconDark ?? icon ?? logoDark ?? logo) : (icon ?? logo)
  if (id) return imageResponse(tenant.id, id)
  const { solid = '#1d2026', onsolid = '#ffffff' } = isDark ? branding.theme.dark : branding.theme.light
  return new Response(markSvg(branding.mark, branding.productName, { solid, onsolid }), { headers: HEADERS })
}

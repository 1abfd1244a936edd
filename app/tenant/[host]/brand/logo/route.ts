import { findVisitedTenant } from '@/lib/actions'
import { findLogo } from '@/lib/catalog'

/** The tenant's own logo, as it was re-encoded. Public like the sign-in page that shows it. */
export async function GET() {
  const tenant = await findVisitedTenant()
  const logo = tenant?.branding.hasLogo ? await findLogo(tenant.id, tenant.branding.version) : null
  if (!logo) return new Response('Not found\n', { status: 404 })
  return new Response(new Uint8Array(logo), {
    headers: {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
    },
  })
}

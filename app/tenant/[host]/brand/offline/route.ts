import { closedPage } from '@/components/portal/closed-page'
import { findVisitedTenant } from '@/lib/actions'
import { findBrandImage, type ResolvedTenant } from '@/lib/catalog'
import { themeCss, translator } from '@/lib/portal'
import { memberVisitorOf } from '../visitor'

const TRY_AGAIN_SECONDS = 15

/** The page that a browser keeps for when there is no connection: in the tenant's face, whole in one document, nothing of anybody's data in it. */
export async function GET() {
  const tenant = await findVisitedTenant()
  if (!tenant) return new Response('Not found\n', { status: 404 })
  const { locale, mode } = await memberVisitorOf(tenant)
  const t = translator(locale, 'errors')
  const { branding } = tenant
  const [logoUrl, logoDarkUrl] = await Promise.all([dataUrl(tenant, 'logo'), dataUrl(tenant, 'logoDark')])
  const page = closedPage({
    locale,
    mode,
    css: themeCss(branding.theme, branding.radius, branding.font),
    seconds: TRY_AGAIN_SECONDS,
    brand: { name: branding.productName, mark: branding.mark, colours: branding.theme.light, logoUrl: logoUrl ?? logoDarkUrl, logoDarkUrl },
    icon: 'cloud-off',
    title: t('offline.title'),
    paragraphs: [t('offline.text', { product: branding.productName }), t('offline.after')],
    check: t('offline.check'),
    path: '',
  })
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })
}

async function dataUrl({ id, branding }: ResolvedTenant, slot: 'logo' | 'logoDark'): Promise<string | undefined> {
  const imageId = branding.images[slot]
  const image = imageId ? await findBrandImage(id, imageId) : null
  return image ? `data:${image.contentType};base64,${Buffer.from(image.content).toString('base64')}` : undefined
}

import { headers } from 'next/headers'
import { closedPage } from '@/components/portal/closed-page'
import { findVisitedTenant } from '@/lib/actions'
import { fontUrl, formatMoment, LANGUAGES, themeCss, translator } from '@/lib/portal'
import { brandOf, iconUrl } from '../../brand'
import { visitorOf } from '../visitor'

const CHECK_AGAIN_SECONDS = 15

/**
 * What every address of a tenant answers that is stopped or not ready yet: one page without script, in the tenant's colours, which loads
 * itself again. Plain HTML and 503, because the thousand visitors of a stopped tenant should not cost what a page costs.
 */
async function answer() {
  const tenant = await findVisitedTenant()
  if (!tenant || tenant.status === 'active') return new Response(null, { status: 307, headers: { location: '/' } })
  const [head, { locale, mode }] = await Promise.all([headers(), visitorOf(tenant)])
  const t = translator(locale, 'errors')
  const product = tenant.branding.productName
  const isStopped = tenant.status === 'stopped' || tenant.status === 'deleting'
  const other = LANGUAGES.find((language) => language.locale !== locale)!
  const page = closedPage({
    locale,
    mode,
    css: themeCss(tenant.branding.theme, tenant.branding.radius, tenant.branding.font),
    fontUrl: fontUrl(tenant.branding.font),
    seconds: CHECK_AGAIN_SECONDS,
    brand: {
      ...brandOf(tenant),
      colours: tenant.branding.theme.light,
      iconUrl: iconUrl(tenant),
    },
    title: isStopped ? t('stopped.title') : t('notReady.title'),
    paragraphs: isStopped ? [t('stopped.text', { product }), t('stopped.after')] : [t('notReady.text', { product })],
    icon: 'moon',
    check: t('stopped.check'),
    since: isStopped && tenant.stoppedAt ? t('stopped.since', { moment: formatMoment(tenant.stoppedAt, locale, tenant.timeZone) }) : '',
    language: { ...other, action: '/api/portal/preferences', next: head.get('x-request-path') ?? '/' },
    path: head.get('x-request-path') ?? '/',
  })
  return new Response(page, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'retry-after': String(CHECK_AGAIN_SECONDS) },
  })
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }

import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import '../../globals.css'
import { ErrorWordsProvider } from '@/components/portal/error-words'
import { Document } from '@/components/ui'
import { findMemberVisit, visitLocale } from '@/lib/actions'
import type { Locale } from '@/lib/core'
import { fontUrl, MODE_COOKIE, pickMode, themeCss, translator } from '@/lib/portal'
import { iconLinks } from './brand'
import { findPortalTenant } from './portal-request'

export async function generateMetadata(): Promise<Metadata> {
  const tenant = await findPortalTenant()
  return { title: tenant.branding.productName, icons: { icon: iconLinks(tenant) }, robots: { index: false } }
}

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const tenant = await findPortalTenant()
  // Only for the language of the page; who may see what is decided by each page itself.
  const visit = await findMemberVisit().catch(() => null)
  const locale = await visitLocale(visit?.principal?.locale, tenant.locale)
  const { branding } = tenant
  const mode = pickMode((await cookies()).get(MODE_COOKIE)?.value)
  return (
    <Document locale={locale} mode={mode} css={themeCss(branding.theme, branding.radius, branding.font)} fontUrl={fontUrl(branding.font)}>
      <ErrorWordsProvider words={errorWords(locale)}>{children}</ErrorWordsProvider>
    </Document>
  )
}

function errorWords(locale: Locale) {
  const t = translator(locale, 'errors')
  const common = translator(locale, 'common')
  return {
    title: t('failed.title'),
    text: t('failed.text'),
    tryAgain: common('tryAgain'),
    home: common('home'),
    request: common.raw('request'),
  }
}

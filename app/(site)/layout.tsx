import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import '../globals.css'
import { WordsProvider } from '@/components/operator/words-provider'
import { Document } from '@/components/ui'
import { INTL_LOCALE, LOCALE_COOKIE, MODE_COOKIE, pickLocale, pickMode } from '@/lib/portal'
import en from '@/messages/en/site.json'
import ko from '@/messages/ko/site.json'

const SITE_WORDS = { en, ko }

export const metadata = { title: 'Rowhouse' }

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = pickLocale({ cookie: jar.get(LOCALE_COOKIE)?.value, acceptLanguage: head.get('accept-language'), fallback: 'en' })
  return (
    <Document locale={locale} mode={pickMode(jar.get(MODE_COOKIE)?.value)}>
      <WordsProvider locale={INTL_LOCALE[locale]} timeZone="UTC" now={0} messages={{ site: SITE_WORDS[locale] }}>
        {children}
      </WordsProvider>
    </Document>
  )
}

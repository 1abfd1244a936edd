import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import '../globals.css'
import '@/components/operator/operator.css'
import { WordsProvider } from '@/components/operator/words-provider'
import { Document } from '@/components/ui'
import { findOperatorVisit, visitLocale } from '@/lib/actions'
import { now } from '@/lib/core'
import { INTL_LOCALE, MODE_COOKIE, pickMode } from '@/lib/portal'
import { browserWords } from './browser-words'
import { officeTimeZone } from './moment'

export const metadata = { title: 'Rowhouse', robots: { index: false, follow: false } }

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const [jar, locale] = await Promise.all([
    cookies(),
    findOperatorVisit()
      .catch(() => null) // the catalog may be away; the error page still needs a language
      .then((visit) => visitLocale(visit?.principal.locale, 'en')),
  ])
  return (
    <Document locale={locale} mode={pickMode(jar.get(MODE_COOKIE)?.value)}>
      <WordsProvider locale={INTL_LOCALE[locale]} timeZone={officeTimeZone()} now={now().getTime()} messages={browserWords(locale)}>
        {children}
      </WordsProvider>
    </Document>
  )
}

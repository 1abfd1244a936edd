import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import '../globals.css'
import { Document } from '@/components/ui'
import { LOCALE_COOKIE, MODE_COOKIE, pickLocale, pickMode } from '@/lib/portal'

export const metadata = { title: 'Rowhouse' }

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = pickLocale({ cookie: jar.get(LOCALE_COOKIE)?.value, acceptLanguage: head.get('accept-language'), fallback: 'en' })
  return (
    <Document locale={locale} mode={pickMode(jar.get(MODE_COOKIE)?.value)}>
      {children}
    </Document>
  )
}

'use client'
import type { ReactNode } from 'react'
import { type AbstractIntlMessages, IntlProvider, useTranslations } from 'use-intl'

export type BrowserIntl = { locale: string; timeZone: string; messages: AbstractIntlMessages }

/** Words with plurals and figures for a page that speaks while it is used. */
export function Words({ intl, children }: { intl: BrowserIntl; children: ReactNode }) {
  return <IntlProvider {...intl}>{children}</IntlProvider>
}

type Say = (key: string, values?: Record<string, string | number>) => string
export const useBrandWords = () => useTranslations('brand') as unknown as Say

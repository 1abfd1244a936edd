'use client'
import type { ReactNode } from 'react'
import { type AbstractIntlMessages, IntlProvider } from 'use-intl'

/** Gives the browser's components the words they need. `now` stands still, so that server and browser print the same. */
export function WordsProvider({
  locale,
  timeZone,
  now,
  messages,
  children,
}: {
  locale: string
  timeZone: string
  now: number
  messages: AbstractIntlMessages
  children: ReactNode
}) {
  return (
    <IntlProvider locale={locale} timeZone={timeZone} now={new Date(now)} messages={messages}>
      {children}
    </IntlProvider>
  )
}

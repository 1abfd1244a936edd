import { createFormatter } from 'use-intl/core'
import { type Locale, now } from '@/lib/core'
import { formatDate, formatMoment, INTL_LOCALE } from '@/lib/portal'

/** Operators keep no time zone of their own; the service's is the one that its logs are read in. */
export const officeTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export type Moment = { iso: string; text: string; exact: string }

/** '2 minutes ago' within a day, '12:04' is in the title; older ones are a date. */
export function moments(locale: Locale) {
  const timeZone = officeTimeZone()
  const format = createFormatter({ locale: INTL_LOCALE[locale], timeZone, now: now() })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return {
    moment(at: Date | string): Moment {
      const date = new Date(at)
      const isNear = Math.abs(now().getTime() - date.getTime()) < 86_400_000
      return {
        iso: date.toISOString(),
        text: isNear ? format.relativeTime(date) : formatDate(day.format(date), locale),
        exact: `${formatMoment(date, locale, timeZone)} ${timeZone}`,
      }
    },
    date: (at: Date | string) => formatDate(day.format(new Date(at)), locale),
    plainDate: (plain: string) => formatDate(plain, locale),
  }
}

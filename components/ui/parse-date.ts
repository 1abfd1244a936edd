export type DateFault = 'grammar' | 'month' | 'day'
/** With `day`: the month that was meant, YYYY-MM, and how many days it has. */
export type ParsedDate = { ok: true; date: string } | { ok: false; fault: DateFault; month?: string; daysInMonth?: number }

/**
 * A plain date as people type it: the parts in the order of their language, with any sign between them, or ISO 8601. Two-digit years are
 * no dates: nobody knows which century a year of birth is in.
 */
export function parseDate(text: string, locale: string): ParsedDate {
  const parts = text.trim().match(/^(\d{1,4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,4})\.?$/)
  if (!parts) return { ok: false, fault: 'grammar' }
  const [first, second, third] = parts.slice(1) as [string, string, string]
  const order = first.length === 4 ? 'ymd' : orderOf(locale)
  const values = { [order[0]!]: first, [order[1]!]: second, [order[2]!]: third } as Record<'y' | 'm' | 'd', string>
  if (values.y.length !== 4) return { ok: false, fault: 'grammar' }
  const [year, month, day] = [Number(values.y), Number(values.m), Number(values.d)]
  if (month < 1 || month > 12) return { ok: false, fault: 'month' }
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day < 1 || day > daysInMonth) return { ok: false, fault: 'day', month: `${values.y}-${String(month).padStart(2, '0')}`, daysInMonth }
  return { ok: true, date: `${values.y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` }
}

/** '24/11/1997', '1997.11.24': figures alone, as they are typed. */
export function formatTypedDate(date: string, locale: string): string {
  const [year, month, day] = date.split('-') as [string, string, string]
  if (orderOf(locale) === 'ymd') return `${year}.${month}.${day}`
  return orderOf(locale) === 'mdy' ? `${month}/${day}/${year}` : `${day}/${month}/${year}`
}

function orderOf(locale: string): string {
  const order = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' })
    .formatToParts(new Date(0))
    .flatMap(({ type }) => (type === 'year' ? ['y'] : type === 'month' ? ['m'] : type === 'day' ? ['d'] : []))
  return order.join('')
}

import type { PersonPageProps } from '@/components/portal/person-page'
import { type Locale, minorDigits } from '@/lib/core'
import type { SalaryStep } from '@/lib/hr'
import { formatChange, formatDate, formatDateLong, formatMoney, formatShare, INTL_LOCALE, translator } from '@/lib/portal'

const YEAR_MS = 365.25 * 86_400_000
const at = (plain: string) => Date.parse(`${plain}T00:00:00Z`)
const yearly = ({ amountMinor, period }: SalaryStep) => (period === 'month' ? amountMinor * 12 : amountMinor)

/** Pay as a chart and as one sentence. The chart shows the current currency; amounts by the month count twelve times. */
export function salaryView(steps: SalaryStep[], today: string, locale: Locale): NonNullable<PersonPageProps['salary']> {
  const t = translator(locale, 'people')
  const { currency } = steps.at(-1)!
  const shown = steps.filter((step) => step.currency === currency)
  const first = shown[0]!
  const last = shown.at(-1)!
  const unit = 10 ** minorDigits(currency)
  const money = (step: SalaryStep) => formatMoney({ amountMinor: yearly(step), currency }, locale)
  const raises = shown.slice(1).map((step, index) => yearly(step) / yearly(shown[index]!) - 1)
  const largest = raises.length > 1 ? Math.max(...raises) : 0
  return {
    summary: summary(shown, locale),
    chart: {
      points: shown.map((step) => ({
        on: at(step.fromDate),
        amount: yearly(step) / unit,
        label: formatDate(step.fromDate, locale),
        text: money(step),
      })),
      until: endOfAxis(first, last, today),
      // en-GB writes $45k.
      locale: locale === 'en' ? 'en-US' : INTL_LOCALE[locale],
      currency,
      largest:
        largest > 0 && Number.isFinite(largest)
          ? { index: raises.indexOf(largest) + 1, text: t('person.largest', { change: formatChange(largest, locale) }) }
          : null,
      label: `${t('person.salaryChart')}: ${money(first)}, ${money(last)}`,
    },
    table: {
      summary: translator(locale, 'portal')('home.asTable'),
      head: [t('person.from'), t('person.amount')],
      rows: shown.map((step) => [formatDate(step.fromDate, locale), formatMoney(step, locale)]),
    },
  }
}

/** A little after the last change: a history that ended in 2002 is not drawn as a flat line until today. */
function endOfAxis(first: SalaryStep, last: SalaryStep, today: string): number {
  const span = at(last.fromDate) - at(first.fromDate)
  return Math.max(Math.min(at(today), at(last.fromDate) + span * 0.06), at(last.fromDate) + 120 * 86_400_000)
}

function summary(steps: SalaryStep[], locale: Locale): string {
  const t = translator(locale, 'people')
  const first = steps[0]!
  const last = steps.at(-1)!
  const money = (step: SalaryStep) => formatMoney({ amountMinor: yearly(step), currency: step.currency }, locale)
  if (steps.length === 1) return t('person.summaryOne', { amount: money(first), day: formatDateLong(first.fromDate, locale) })
  const words = { from: money(first), to: money(last), count: steps.length - 1 }
  const years = (at(last.fromDate) - at(first.fromDate)) / YEAR_MS
  if (years < 1 || yearly(first) === 0 || yearly(last) <= yearly(first)) return t('person.summaryShort', words)
  return t('person.summary', { ...words, rate: formatShare((yearly(last) / yearly(first)) ** (1 / years) - 1, locale) })
}

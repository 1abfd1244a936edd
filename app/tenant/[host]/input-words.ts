import type { DateWords, NumberWords } from '@/components/ui/typed-input'
import type { Locale } from '@/lib/core'
import { translator } from '@/lib/portal'

/** What typed days, amounts and required fields say when they are wrong. */
export function inputWords(locale: Locale): { required: string; date: DateWords; number: NumberWords } {
  const common = translator(locale, 'common')
  return {
    required: common('input.required'),
    date: { grammar: common.raw('input.date'), month: common.raw('input.dateMonth'), day: common.raw('input.dateDay') },
    number: { grammar: common.raw('input.number') },
  }
}

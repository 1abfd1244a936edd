import { type _Translator, createTranslator } from 'use-intl/core'
import { type Locale, log } from '@/lib/core'
import { MESSAGES, type Messages, type Namespace } from './messages'

export type Translator<N extends Namespace> = _Translator<Messages[N]>

const made = new Map<string, unknown>()

/**
 * The words of one namespace in one language: `translator('ko', 'people')('title')`. Works in server components, the worker and mails; made
 * once for each pair, because parsed messages are kept in it. A missing message is a defect: it throws, save in production, where its key
 * shows and the log says so.
 */
export function translator<N extends Namespace>(locale: Locale, namespace: N): Translator<N> {
  const key = `${locale} ${namespace}`
  let translate = made.get(key) as Translator<N> | undefined
  if (!translate) {
    translate = createTranslator({
      locale: INTL_LOCALE[locale],
      messages: MESSAGES[locale][namespace] as Record<string, unknown>,
      timeZone: 'UTC',
      onError: (error) => {
        if (process.env.NODE_ENV !== 'production') throw error
        log.error({ err: error, locale, namespace }, 'a message is missing or broken')
      },
      getMessageFallback: ({ key }) => key,
    }) as unknown as Translator<N>
    made.set(key, translate)
  }
  return translate
}

/** Our English is British: 24 Nov 1997, 17,000. */
export const INTL_LOCALE: Record<Locale, string> = { en: 'en-GB', ko: 'ko-KR' }

/** Languages by their own names, for the switch. */
export const LANGUAGES: { locale: Locale; name: string }[] = [
  { locale: 'en', name: 'English' },
  { locale: 'ko', name: '한국어' },
]

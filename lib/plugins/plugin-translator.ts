import { createTranslator } from 'use-intl/core'
import type { Locale } from '@/lib/core'
import type { AnyPlugin } from '@/lib/plugin-kit'
import { INTL_LOCALE } from '@/lib/portal'

export type PluginTranslator = { (key: string, values?: Record<string, string | number>): string; has(key: string): boolean }

const made = new WeakMap<AnyPlugin, Partial<Record<Locale, PluginTranslator>>>()

/** The words of a plugin in one language, made once. A missing one is a defect: its key shows. */
export function pluginWords(plugin: AnyPlugin, locale: Locale): PluginTranslator {
  const known = made.get(plugin) ?? {}
  made.set(plugin, known)
  known[locale] ??= createTranslator({
    locale: INTL_LOCALE[locale],
    messages: plugin.words[locale] as Record<string, never>,
    timeZone: 'UTC',
    getMessageFallback: ({ key }) => key,
    onError: (error) => {
      if (process.env.NODE_ENV !== 'production') throw error
    },
  }) as unknown as PluginTranslator
  return known[locale]
}

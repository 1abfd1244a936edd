import type { Locale } from '@/lib/core'

export interface WordTree {
  readonly [key: string]: string | WordTree
}
/** ICU messages in every language, in trees of one shape; a test compares them. */
export type PluginWords = Readonly<Record<Locale, WordTree>>

export const definePluginWords = (words: PluginWords): PluginWords => words

import { z } from 'zod'
import { definePluginWords, pluginKit, type ScopeOf } from '@/lib/plugin-kit'
import { manifest } from './manifest'
import en from './words/en.json'
import ko from './words/ko.json'

/** What a tenant may change. Every field has a default, and becomes a field of the form in Settings. */
const Settings = z.object({
  messageLengthMax: z.number().int().min(20).max(2_000).default(300),
  mailsPerson: z.boolean().default(true),
})

export const kit = pluginKit({ manifest, words: definePluginWords({ en, ko }), settings: Settings })
export type Scope = ScopeOf<typeof kit>['page']

import { z } from 'zod'
import { definePluginWords, pluginKit, type ScopeOf } from '@/lib/plugin-kit'
import { manifest } from './manifest'
import en from './words/en.json'
import ko from './words/ko.json'
import { WEEKDAYS } from './working-days'

const Settings = z.object({
  workDays: z.array(z.enum(WEEKDAYS)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri']),
  /** Whose public holidays are free: of the company's own country, of another, or of none. */
  holidays: z.enum(['company', 'none', 'DE', 'GB', 'KR', 'US']).default('company'),
})

export const kit = pluginKit({ manifest, words: definePluginWords({ en, ko }), settings: Settings })
export type Scope = ScopeOf<typeof kit>['page']
export type ActionScope = ScopeOf<typeof kit>['action']

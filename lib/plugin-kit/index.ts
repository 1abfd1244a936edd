// All that a plugin sees of the product: what it declares, and the capabilities that it is handed when it runs.
// A capability is a closed door with one window: tables of its own, people as the field policy shows them, mail, words, settings.
// Plugins import this index and nothing else of lib; lib/plugins makes what is promised here.

export type { AppError, Locale, PluginManifest } from '@/lib/core'
export { isCurrency, minorDigits } from '@/lib/core'
export type { PayInForce, PersonCard } from '@/lib/hr'
export {
  type AnyPlugin,
  type PluginAction,
  type PluginCard,
  type PluginPage,
  type PluginPanel,
  type PluginRead,
  pluginKit,
} from './define-plugin'
export type {
  ActionScope,
  Format,
  PeopleReach,
  PluginAnswer,
  PluginMoney,
  PluginRun,
  PluginScope,
  RefuseOptions,
  ScopeOf,
} from './plugin-scope'
export { definePluginWords, type PluginWords } from './plugin-words'

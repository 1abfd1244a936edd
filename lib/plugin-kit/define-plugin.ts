import type { ReactNode } from 'react'
import { z } from 'zod'
import type { IconName } from '@/components/ui/icon-data'
import type { PluginManifest } from '@/lib/core'
import type { PersonCard } from '@/lib/hr'
import type { ActionScope, PluginScope, RightOf } from './plugin-scope'
import type { PluginWords } from './plugin-words'

/** `{id}` in a path is one part of an address, and a field of `params`. */
export type PluginPath = '' | `/${string}`
type Params = Readonly<Record<string, string>>
type Query = Readonly<Record<string, string | undefined>>

export type PluginPage<M extends PluginManifest, S> = {
  path: PluginPath
  right: RightOf<M>
  /** null: there is no such page, as for any unknown address. */
  render(scope: PluginScope<M, S>, request: { params: Params; query: Query }): Promise<{ title: string; body: ReactNode } | null>
}
/** In the right column of a profile. null: nothing to show of this person, or not to this reader. */
export type PluginPanel<M extends PluginManifest, S> = {
  title: string
  right: RightOf<M>
  render(scope: PluginScope<M, S>, person: PersonCard): Promise<ReactNode | null>
}
/** In the lower row of Home. */
export type PluginCard<M extends PluginManifest, S> = {
  title: string
  right: RightOf<M>
  render(scope: PluginScope<M, S>): Promise<ReactNode | null>
}

type Api = { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: PluginPath; name: string; summary: string }

/** What people do with it, from a form and, with `api`, through the HTTP API: one transaction, recorded as `<plugin>.<audit>`. */
export type PluginAction<M extends PluginManifest = PluginManifest, S = unknown, I extends z.ZodObject = z.ZodObject> = {
  right: RightOf<M>
  /** In the past tense: 'given'. */
  audit: string
  input: I
  api?: Api
  run(scope: ActionScope<M, S>, input: z.output<I>): Promise<{ subject: { kind: string; id: string }; detail?: Record<string, unknown> }>
}

/** What the HTTP API answers to GET: JSON by a schema, or a file. Pages of the portal may link to it. */
export type PluginRead<
  M extends PluginManifest = PluginManifest,
  S = unknown,
  Q extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
> = {
  path: PluginPath
  name: string
  summary: string
  right: RightOf<M>
  query?: Q
} & (
  | { output: O; file?: undefined; run(scope: PluginScope<M, S>, call: { params: Params; query: z.output<Q> }): Promise<z.input<O>> }
  | {
      output?: undefined
      file: 'application/pdf' | 'text/csv'
      run(scope: PluginScope<M, S>, call: { params: Params; query: z.output<Q> }): Promise<{ bytes: Uint8Array; name: string }>
    }
)

export type PluginParts<M extends PluginManifest, S> = {
  /** `word` names it in the plugin's words. */
  navigation: readonly { path: PluginPath; word: string; icon: IconName; right: RightOf<M> }[]
  pages: readonly PluginPage<M, S>[]
  panels?: readonly PluginPanel<M, S>[]
  cards?: readonly PluginCard<M, S>[]
  // biome-ignore lint/suspicious/noExplicitAny: each action has an input of its own, checked where it is defined
  actions: Readonly<Record<string, PluginAction<M, S, any>>>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  reads?: readonly PluginRead<M, S, any, any>[]
  /** What happens to the tenant's installation. A throw stops it. */
  events?: {
    installed?(scope: ActionScope<M, S>): Promise<void>
    removing?(scope: ActionScope<M, S>): Promise<void>
  }
}

/** A plugin as the product keeps it: what its functions take was checked where it was defined, and is erased here. */
// biome-ignore lint/suspicious/noExplicitAny: erased on purpose
export type AnyPlugin = PluginParts<any, any> & { manifest: PluginManifest; words: PluginWords; settings: z.ZodObject }

const NO_SETTINGS = z.object({})

/** The typed makers of one plugin's parts. Start here: docs/plugins.md. */
export function pluginKit<const M extends PluginManifest, S extends z.ZodObject = typeof NO_SETTINGS>({
  manifest,
  words,
  settings,
}: {
  manifest: M
  words: PluginWords
  /** Every field has a default: a plugin works from the moment it is installed. Each becomes a field of the form in Settings. */
  settings?: S
}) {
  type Settings = z.output<S>
  return {
    scopes: undefined as unknown as { page: PluginScope<M, Settings>; action: ActionScope<M, Settings> },
    page: (page: PluginPage<M, Settings>) => page,
    panel: (panel: PluginPanel<M, Settings>) => panel,
    card: (card: PluginCard<M, Settings>) => card,
    action: <I extends z.ZodObject>(action: PluginAction<M, Settings, I>) => action,
    read: <O extends z.ZodType, Q extends z.ZodObject = z.ZodObject<Record<never, never>>>(read: PluginRead<M, Settings, Q, O>) => read,
    plugin: (parts: PluginParts<M, Settings>): AnyPlugin => ({ ...parts, manifest, words, settings: settings ?? NO_SETTINGS }),
  }
}

// Every plugin that this build holds, by its manifest alone: no code of a plugin is loaded from here.
// The catalog makes a flag of each, and sign-in the permissions; plugins/registry.ts has the same ones with their code.
// A line here and a line there are all that the product knows of a plugin.
import { manifest as kudos } from './kudos/manifest'
import { manifest as leave } from './leave/manifest'

export const MANIFESTS = [leave, kudos] as const

type Manifest = (typeof MANIFESTS)[number]
export type PluginId = Manifest['id']
/** 'leave:read', 'kudos:give'. */
export type PluginPermission = Manifest extends infer M
  ? M extends { id: infer I extends string; permissions: infer P }
    ? `${I}:${keyof P & string}`
    : never
  : never

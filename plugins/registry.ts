// The plugins of this build with their code, in the order in which they are shown. manifests.ts has the same ones without it.
// Whether a tenant has one is never decided here: see lib/plugins.
// Pages, handlers and actions ask it; plugins do not know each other.
import type { AnyPlugin } from '@/lib/plugin-kit'
import { kudos } from './kudos'
import { leave } from './leave'

export const PLUGINS: readonly AnyPlugin[] = [leave, kudos]

export const findPlugin = (id: string): AnyPlugin | null => PLUGINS.find(({ manifest }) => manifest.id === id) ?? null

'use server'
import { z } from 'zod'
import { defineMemberAction, readInput, visitLocale } from '@/lib/actions'
import { AppError } from '@/lib/core'
import type { AnyPlugin } from '@/lib/plugin-kit'
import { configurePlugin, installPlugin as install, removePlugin as remove, runPluginAction, switchPlugin as turn } from '@/lib/plugins'
import { findPlugin } from '@/plugins/registry'

const plugin = z.string().max(60)

/** Unknown, not allowed and off are answered in the same words. */
function requirePlugin(id: string): AnyPlugin {
  const found = findPlugin(id)
  if (found) return found
  throw new AppError('not_found', { message: 'There is nothing at this address.' })
}

/** Every action of every plugin comes through here. The plugin's own permission is asked in the action's transaction: see runPluginAction. */
export const runPlugin = defineMemberAction({
  input: z.object({ plugin, action: z.string().max(60), input: z.record(z.string(), z.unknown()) }),
  permission: null,
  async perform({ input: { plugin: id, action, input }, tenant, ...visit }) {
    const found = requirePlugin(id)
    const locale = await visitLocale(visit.principal.locale, tenant.locale)
    // A plugin that is off tells nothing of what its actions take.
    const schema = visit.principal.plugins?.has(id) ? found.actions[action]?.input : undefined
    const parsed = schema ? readInput(schema as z.ZodType, input, locale) : input
    return runPluginAction(found, action, { ...visit, tenant, locale }, parsed)
  },
})

export const installPlugin = defineMemberAction({
  input: z.object({ plugin }),
  permission: 'settings:write',
  perform: ({ input, ...visit }) => install(requirePlugin(input.plugin), { ...visit, locale: 'en' }),
})

export const switchPlugin = defineMemberAction({
  input: z.object({ plugin, isOn: z.boolean() }),
  permission: 'settings:write',
  perform: ({ input, ...visit }) => turn(requirePlugin(input.plugin), { ...visit, locale: 'en' }, input.isOn),
})

export const savePluginSettings = defineMemberAction({
  input: z.object({ plugin, input: z.record(z.string(), z.unknown()) }),
  permission: 'settings:write',
  async perform({ input, tenant, ...visit }) {
    const found = requirePlugin(input.plugin)
    const locale = await visitLocale(visit.principal.locale, tenant.locale)
    await configurePlugin(found, { ...visit, tenant, locale }, readInput(found.settings, input.input, locale))
  },
})

export const removePlugin = defineMemberAction({
  input: z.object({ plugin }),
  permission: 'settings:write',
  async perform({ input, tenant, ...visit }) {
    const locale = await visitLocale(visit.principal.locale, tenant.locale)
    await remove(requirePlugin(input.plugin), { ...visit, tenant, locale })
  },
})

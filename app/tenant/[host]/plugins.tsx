import type { ReactNode } from 'react'
import type { IconName, NavLink } from '@/components/ui'
import { Notice } from '@/components/ui'
import { hasPermission, type Permission } from '@/lib/auth'
import { type Locale, log } from '@/lib/core'
import { listPersonCards } from '@/lib/hr'
import type { AnyPlugin, PluginScope } from '@/lib/plugin-kit'
import { findInstallation, openPluginScope, pluginWords } from '@/lib/plugins'
import { translator } from '@/lib/portal'
import { PLUGINS } from '@/plugins/registry'
import { runPlugin } from './plugin-actions'
import type { Portal } from './portal-request'

const rightOf = (plugin: AnyPlugin, right: string) => `${plugin.manifest.id}:${right}` as Permission
const mayUse = (portal: Portal, plugin: AnyPlugin, right: string) => hasPermission(portal.principal, rightOf(plugin, right))

/** Where plugins lead, as far as this person may go. A plugin that is off gives nobody a right, so it is nowhere. */
export function pluginNavigation(portal: Portal, place?: string): NavLink[] {
  return PLUGINS.flatMap((plugin) =>
    plugin.navigation
      .filter(({ right }) => mayUse(portal, plugin, right))
      .map(({ path, word, icon }) => {
        const href = `/${plugin.manifest.id}${path}`
        return { href, icon: icon as IconName, label: pluginWords(plugin, portal.locale)(word), isCurrent: place === href }
      }),
  )
}

export async function openPortalScope(portal: Portal, plugin: AnyPlugin): Promise<PluginScope> {
  const installation = await findInstallation(portal.db, plugin.manifest.id)
  return openPluginScope(plugin, { ...portal, run: runPlugin }, installation?.settings)
}

export type PluginPart = { key: string; title: string; body: ReactNode }

/** The lower row of Home. */
export async function pluginCards(portal: Portal): Promise<PluginPart[]> {
  return partsOf(portal, 'cards', (card, scope) => card.render(scope))
}

/** The right column of a profile. */
export async function pluginPanels(portal: Portal, personId: string): Promise<PluginPart[]> {
  const person = (await listPersonCards(portal.db, portal.principal, { ids: [personId], limit: 1 }))[0]
  return person ? partsOf(portal, 'panels', (panel, scope) => panel.render(scope, person)) : []
}

type Part = { title: string; right: string; render: (...input: never[]) => Promise<ReactNode | null> }

/** A part that failed says so in its own place; the page around it stays. */
async function partsOf(
  portal: Portal,
  kind: 'cards' | 'panels',
  // biome-ignore lint/suspicious/noExplicitAny: cards and panels differ in what they are handed, which the caller knows
  render: (part: any, scope: PluginScope) => Promise<ReactNode | null>,
): Promise<PluginPart[]> {
  const parts = await Promise.all(
    PLUGINS.map(async (plugin) => {
      const shown = ((plugin[kind] ?? []) as readonly Part[]).filter(({ right }) => mayUse(portal, plugin, right))
      if (shown.length === 0) return []
      const scope = await openPortalScope(portal, plugin)
      return Promise.all(
        shown.map(async (part) => {
          const key = `${plugin.manifest.id}-${part.title}`
          const title = scope.t(part.title)
          const body = await render(part, scope).catch((error: unknown) => {
            log.error({ err: error, plugin: plugin.manifest.id, part: part.title }, 'a part of a plugin failed')
            return <Notice tone="warn">{translator(portal.locale, 'plugins')('partFailed')}</Notice>
          })
          return body === null ? [] : [{ key, title, body }]
        }),
      )
    }),
  )
  return parts.flat(2)
}

/** The permissions of plugins that are on, for the page of roles. */
export function pluginPermissionGroups(portal: Portal) {
  const { principal, locale } = portal
  return PLUGINS.filter(({ manifest }) => principal.plugins?.has(manifest.id)).map((plugin) => {
    const t = pluginWords(plugin, locale as Locale)
    return {
      title: t('name'),
      entries: Object.keys(plugin.manifest.permissions).map((right) => ({
        value: rightOf(plugin, right),
        label: t(`permissions.${right}`),
        isAllowed: mayUse(portal, plugin, right),
      })),
    }
  })
}

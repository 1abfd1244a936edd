import type { FormField } from '@/components/plugin/action-form'
import type { PluginsPageProps } from '@/components/portal/plugins-page'
import type { Locale } from '@/lib/core'
import type { AnyPlugin } from '@/lib/plugin-kit'
import { type Installation, isAllowed, pluginWords, readSettings, settingFields } from '@/lib/plugins'
import { translator } from '@/lib/portal'
import { PLUGINS } from '@/plugins/registry'
import type { Portal } from '../../portal-request'

/** The plugins that this tenant may have, with what it has of them. */
export function pluginsView({ tenant, locale }: Portal, installations: Installation[]): Omit<PluginsPageProps, 'actions'> {
  const t = translator(locale, 'plugins')
  const common = translator(locale, 'common')
  const installed = new Map(installations.map((installation) => [installation.pluginId, installation]))
  const plugins = PLUGINS.filter(({ manifest }) => isAllowed(tenant, manifest.id)).map((plugin) => {
    const { id, version } = plugin.manifest
    const own = installed.get(id)
    const name = pluginWords(plugin, locale)('name')
    return {
      id,
      name,
      about: pluginWords(plugin, locale)('about'),
      version: own && own.version !== version ? t('newer', { version: own.version, next: version }) : t('version', { version }),
      state: own ? (own.isOn ? ('on' as const) : ('off' as const)) : ('none' as const),
      fields: own ? formFields(plugin, locale, own.settings) : [],
      words: {
        configureTitle: t('configureTitle', { name }),
        removeTitle: t('removeTitle', { name }),
        typeName: t('typeName', { name: id }),
        installed: t('installed', { name }),
        switchedOn: t('switchedOn', { name }),
        switchedOff: t('switchedOff', { name }),
        removed: t('removed', { name }),
      },
    }
  })
  return {
    sentence: t.markup('sentence', { count: plugins.filter(({ state }) => state === 'on').length, em: (text) => `<em>${text}</em>` }),
    plugins,
    words: {
      title: t('title'),
      lead: t('lead'),
      on: t('on'),
      off: t('off'),
      notInstalled: t('notInstalled'),
      install: t('install'),
      configure: t('configure'),
      configured: t('configured'),
      switchOff: t('switchOff'),
      switchOn: t('switchOn'),
      remove: t('remove'),
      removeText: t('removeText'),
      removeNoWayBack: t('removeNoWayBack'),
      nothing: t('nothing'),
      save: common('save'),
      cancel: common('cancel'),
      messages: common('messages'),
    },
  }
}

/** The form of a plugin's settings: fields from its schema, labels from its words. */
function formFields(plugin: AnyPlugin, locale: Locale, stored: unknown): FormField[] {
  const t = pluginWords(plugin, locale)
  const values = readSettings(plugin.settings, stored) as Record<string, never>
  return settingFields(plugin).map((field): FormField => {
    const key = `settings.${field.name}`
    const base = { name: field.name, label: t(`${key}.label`), help: t.has(`${key}.help`) ? t(`${key}.help`) : undefined }
    if ('options' in field) {
      const options = field.options.map((value) => ({ value, label: t(`${key}.options.${value}`) }))
      return field.kind === 'choice'
        ? { ...base, kind: 'choice', options, value: values[field.name] }
        : { ...base, kind: 'choices', options, values: values[field.name] ?? [] }
    }
    return { ...base, ...field, value: values[field.name] }
  })
}

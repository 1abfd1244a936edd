import type { IconName } from '@/components/ui'
import type { HouseState } from './house-shape'
import type { Words } from './words'

export interface PaletteTenant {
  slug: string
  name: string
  status: HouseState
  pattern: 'row' | 'schema' | 'database' | 'instance' | null
  mark: { name: string; solid: string; onsolid: string } | null
}
export interface PaletteRights {
  create: boolean
  stop: boolean
  run: boolean
  operators: boolean
}
export interface PaletteEntry {
  key: string
  label: string
  icon: IconName
  href: string
  /** The command that does the same; the footer shows it and Cmd C copies it. */
  command: string | null
  end?: string
  isDanger?: boolean
}

/** What can be done with the tenant that stands as a tag in the field. */
export function tenantEntries(
  t: Words,
  { slug, name, status }: PaletteTenant,
  may: PaletteRights,
): { safe: PaletteEntry[]; careful: PaletteEntry[] } {
  const here = `/tenants/${slug}`
  const entry = (key: string, label: string, icon: IconName, href: string, command: string | null = null): PaletteEntry => ({
    key: `${slug} ${key}`,
    label,
    icon,
    href,
    command,
  })
  const safe = [
    entry('open', `${t('common.open')} ${name}`, 'building-2', here, `rowhouse tenant show ${slug}`),
    ...(may.run && status === 'active'
      ? [entry('import', t('tenant.import'), 'upload', `${here}/import`, `rowhouse tenant import ${slug}`)]
      : []),
    entry('people', t('tenant.tabs.people'), 'users', `${here}/people`),
    entry('flags', t('tenant.tabs.flags'), 'flag', `${here}/flags`),
    entry('operations', t('tenant.tabs.operations'), 'activity', `${here}/operations`),
    entry('outbox', t('tenant.tabs.outbox'), 'mail', `${here}/outbox`),
    entry('audit', t('tenant.tabs.audit'), 'scroll-text', `${here}/audit`),
  ]
  const change = status === 'active' ? 'stop' : status === 'stopped' ? 'start' : null
  const careful =
    may.stop && change
      ? [
          {
            ...entry(
              change,
              t(`tenant.${change}Do`, { name }),
              change === 'stop' ? 'pause' : 'play',
              `${here}?do=${change}`,
              `rowhouse tenant ${change} ${slug}`,
            ),
            end: t('palette.asksSlug'),
            isDanger: change === 'stop',
          },
        ]
      : []
  return { safe, careful }
}

export function pageEntries(t: Words, may: PaletteRights): { actions: PaletteEntry[]; pages: PaletteEntry[] } {
  const page = (href: string, label: string, icon: IconName, command: string | null = null): PaletteEntry => ({
    key: href,
    label,
    icon,
    href,
    command,
  })
  return {
    actions: may.create ? [page('/tenants/new', t('newTenant.page'), 'plus', 'rowhouse tenant create')] : [],
    pages: [
      page('/', t('nav.overview'), 'layout-grid'),
      page('/tenants', t('nav.tenants'), 'building-2', 'rowhouse tenant list'),
      page('/servers', t('nav.servers'), 'server', 'rowhouse server list'),
      page('/planner', t('nav.planner'), 'blocks', 'rowhouse plan make rebalance'),
      page('/operations', t('nav.operations'), 'activity', 'rowhouse operation list'),
      page('/health', t('nav.health'), 'heart-pulse', 'rowhouse isolation selftest'),
      ...(may.operators ? [page('/operators', t('nav.operators'), 'user-cog')] : []),
      page('/audit', t('nav.audit'), 'scroll-text', 'rowhouse audit verify'),
    ],
  }
}

/** Words in any order, each somewhere in the label. */
export function matches({ label }: Pick<PaletteEntry, 'label'>, query: string): boolean {
  const text = label.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

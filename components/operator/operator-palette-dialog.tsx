'use client'
import { Command } from 'cmdk'
import { usePathname, useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Icon, Kbd, Tag } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { CompanyMark } from './company-mark'
import { matches, type PaletteEntry, type PaletteRights, type PaletteTenant, pageEntries, tenantEntries } from './palette-entries'
import { PatternLabel } from './pattern-glyph'
import { useWords } from './use-words'

export type { PaletteRights }

/** Tenants first, then actions on the tenant in the field, then pages; dangerous ones last, with what they will ask. */
export function OperatorPaletteDialog({ may, isOpen, onClose }: { may: PaletteRights; isOpen: boolean; onClose: () => void }) {
  const t = useWords()
  const router = useRouter()
  const [query, setQuery] = useState('')
  const [tenant, setTenant] = useState<PaletteTenant | null>(null)
  const [selected, setSelected] = useState('')
  const wanted = query.trim()
  const { found, isKnown } = useTenants(tenant ? '' : wanted, isOpen)
  const pages = pageEntries(t, may)
  const onTenant = tenant ? tenantEntries(t, tenant, may) : null
  const groups: { title: string; entries: PaletteEntry[] }[] = onTenant
    ? [
        { title: t('palette.on', { name: tenant?.name ?? '' }), entries: onTenant.safe },
        { title: t('palette.careful'), entries: onTenant.careful },
      ]
    : [
        { title: t('palette.actions'), entries: pages.actions },
        { title: t('palette.pages'), entries: pages.pages },
      ]
  const shown = groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => matches(entry, wanted)) }))
    .filter(({ entries }) => entries.length > 0)
  const command = commandOf(selected, shown, found)

  // On a tenant's page the palette begins with that tenant in the field.
  const here = /^\/tenants\/([a-z0-9-]+)/.exec(usePathname() ?? '')?.[1]
  useEffect(() => {
    if (!isOpen || !here || here === 'new') return
    const controller = new AbortController()
    findTenants(here, controller.signal)
      .then((tenants) => setTenant(tenants.find(({ slug }) => slug === here) ?? null))
      .catch(() => undefined)
    return () => controller.abort()
  }, [isOpen, here])

  function leave() {
    onClose()
    setQuery('')
    setTenant(null)
  }
  function go(href: string) {
    leave()
    router.push(href)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Backspace' && query === '' && tenant) setTenant(null)
    if (event.key === 'Tab' && !event.shiftKey && selected.startsWith('tenant ')) {
      const chosen = found.find(({ slug }) => `tenant ${slug}` === selected)
      if (!chosen) return
      event.preventDefault()
      setTenant(chosen)
      setQuery('')
    }
    if (event.key.toLowerCase() === 'c' && (event.metaKey || event.ctrlKey) && command && !getSelection()?.toString()) {
      event.preventDefault()
      void navigator.clipboard.writeText(command).then(() => toast(t('common.copied'), { icon: 'copy' }))
    }
  }

  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && leave()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim">
          <Dialog.Content className="dialog palette" aria-describedby={undefined} onKeyDown={onKeyDown}>
            <Dialog.Title className="sr-only">{t('palette.label')}</Dialog.Title>
            <Command shouldFilter={false} label={t('palette.label')} loop value={selected} onValueChange={setSelected}>
              <div className="palette-field">
                <Icon name="search" size="l" />
                {tenant ? <Tag>{tenant.slug}</Tag> : null}
                <Command.Input value={query} onValueChange={setQuery} placeholder={tenant ? '' : t('palette.placeholder')} autoFocus />
                <Kbd>esc</Kbd>
              </div>
              <Command.List className="palette-list" label={t('palette.label')}>
                <Command.Empty className="px-3 py-6 text-center text-ink-3">
                  {t(tenant || isKnown ? 'palette.nothing' : 'palette.searching')}
                </Command.Empty>
                {!tenant && found.length > 0 ? (
                  <Command.Group heading={t('palette.tenants')}>
                    {found.map((one) => (
                      <Command.Item key={one.slug} value={`tenant ${one.slug}`} onSelect={() => go(`/tenants/${one.slug}`)}>
                        <CompanyMark mark={one.mark} name={one.name} size={20} />
                        <span className="min-w-0 flex-1 truncate">
                          <span className="font-medium">{one.name}</span> <span className="mono text-ink-3">{one.slug}</span>
                        </span>
                        {one.status === 'active' ? null : <span className="text-12 text-ink-3">{t(`status.${one.status}`)}</span>}
                        {one.pattern ? (
                          <span className="text-12 text-ink-3">
                            <PatternLabel pattern={one.pattern} label={t(`patterns.${one.pattern}`)} />
                          </span>
                        ) : null}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ) : null}
                {shown.map((group) => (
                  <Command.Group key={group.title} heading={group.title}>
                    {group.entries.map((entry) => (
                      <Command.Item key={entry.key} value={entry.key} onSelect={() => go(entry.href)}>
                        <Icon name={entry.icon} />
                        <span className={`flex-1 ${entry.isDanger ? 'text-bad' : ''}`}>{entry.label}</span>
                        {entry.end ? <span className="text-12 text-ink-3">{entry.end}</span> : null}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
            <div className="palette-foot">
              {tenant ? (
                <span>
                  <Kbd>⌫</Kbd> {t('palette.allTenants')}
                </span>
              ) : selected.startsWith('tenant ') ? (
                <span>
                  <Kbd>⇥</Kbd> {t('palette.actions')}
                </span>
              ) : null}
              <span>
                <Kbd>↵</Kbd> {t('palette.open')}
              </span>
              {command ? (
                <span className="only-desk">
                  <Kbd>⌘</Kbd> <Kbd>C</Kbd> {t('palette.copyCli')}
                </span>
              ) : null}
              <span className="flex-1" />
              {command ? <code className="mono only-desk">{command}</code> : null}
            </div>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function commandOf(selected: string, groups: { entries: PaletteEntry[] }[], tenants: PaletteTenant[]): string | null {
  const entry = groups.flatMap(({ entries }) => entries).find(({ key }) => key.toLowerCase() === selected.toLowerCase())
  if (entry) return entry.command
  const tenant = tenants.find(({ slug }) => `tenant ${slug}` === selected)
  return tenant ? `rowhouse tenant show ${tenant.slug}` : null
}

/** The tenants that match what is typed; the first ones while nothing is. A later answer to an earlier text never shows. */
function useTenants(query: string, isOpen: boolean): { found: PaletteTenant[]; isKnown: boolean } {
  const [answer, setAnswer] = useState<{ query: string | null; tenants: PaletteTenant[] }>({ query: null, tenants: [] })
  useEffect(() => {
    if (!isOpen) return
    const controller = new AbortController()
    const timer = setTimeout(
      () => {
        findTenants(query, controller.signal)
          .then((tenants) => setAnswer({ query, tenants }))
          .catch(() => undefined)
      },
      query ? 120 : 0,
    )
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [query, isOpen])
  return { found: answer.tenants, isKnown: answer.query === query }
}

async function findTenants(query: string, signal?: AbortSignal): Promise<PaletteTenant[]> {
  const response = await fetch(`/api/operator/find?q=${encodeURIComponent(query)}`, { signal })
  return response.ok ? ((await response.json()) as { tenants: PaletteTenant[] }).tenants : []
}

'use client'
import { Button } from '@/components/ui'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useWords } from './use-words'

export interface TenantActionsProps {
  slug: string
  name: string
  portalUrl: string | null
  canImport: boolean
  /** What the role and the state of the tenant allow. */
  switch: 'stop' | 'start' | null
}

/** What one can do with a tenant from a list. Stopping and starting go to the tenant's page, which says first what will happen. */
export function TenantActions({ slug, name, portalUrl, canImport, switch: change }: TenantActionsProps) {
  const t = useWords()
  const items: MenuItem[] = [{ label: t('common.open'), icon: 'building-2', href: `/tenants/${slug}` }]
  if (portalUrl) items.push({ label: t('tenant.openPortal'), icon: 'external-link', href: portalUrl })
  if (canImport) items.push({ label: t('tenant.import'), icon: 'upload', href: `/tenants/${slug}/import` })
  if (change) {
    items.push(
      { kind: 'line' },
      {
        label: t(`tenant.${change}`),
        icon: change === 'stop' ? 'pause' : 'play',
        href: `/tenants/${slug}?do=${change}`,
        isDanger: change === 'stop',
      },
    )
  }
  return (
    <Menu items={items} trigger={<Button size="sm" variant="ghost" isIcon icon="ellipsis" aria-label={t('tenant.actions', { name })} />} />
  )
}

import { PatternLabel } from '@/components/operator/pattern-glyph'
import type { Hop } from '@/components/operator/route-chain'
import { env } from '@/lib/core'
import type { TenantDesk } from './tenant-desk'

/** The way of a request to the data: address, epoch, server, database, pattern. */
export function hopsOf({ t, tenant, date }: TenantDesk): Hop[] {
  const { placement, domains } = tenant
  if (!placement) return []
  const own = domains.filter(({ isVerified }) => isVerified)
  return [
    {
      key: 'address',
      label: t('tenant.address'),
      value: own[0]?.host ?? `${tenant.slug}.${env().BASE_DOMAIN}`,
      note: t('tenant.addresses', { count: own.length + 1 }),
      isMono: true,
    },
    {
      key: 'route',
      label: t('tenant.route'),
      value: t('tenant.epoch', { epoch: placement.epoch }),
      note: t('tenant.since', { date: date(placement.since) }),
    },
    { key: 'server', label: t('tenant.server'), value: placement.server, note: placement.region, isMono: true },
    {
      key: 'database',
      label: t('tenant.database'),
      value: placement.database,
      note: t('tenant.withOthers', { count: placement.tenantCount - 1 }),
      isMono: true,
    },
    {
      key: 'pattern',
      label: t('tenant.pattern'),
      value: <PatternLabel pattern={placement.pattern} label={t(`kept.${placement.pattern}`)} />,
      note: t(`keptNote.${placement.pattern}`),
    },
  ]
}

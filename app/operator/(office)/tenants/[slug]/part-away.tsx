import { Empty } from '@/components/ui'
import type { Part, TenantDesk } from './tenant-desk'

/** In place of a part that the tenant's database does not give: says why, and the page around it stays. */
export function PartAway({ desk: { t, tenant }, part }: { desk: TenantDesk; part: Extract<Part<never>, { isThere: false }> }) {
  const { name } = tenant
  if (part.why === 'stopped')
    return (
      <Empty icon="pause" title={t('tenant.shut', { name })}>
        {t('tenant.shutNote')}
      </Empty>
    )
  if (part.why === 'not-open')
    return (
      <Empty icon="timer" title={t('tenant.notOpen', { name })}>
        {t('tenant.notOpenNote')}
      </Empty>
    )
  return (
    <Empty icon="cloud-off" title={t('tenant.databaseAway', { name })}>
      {t('tenant.databaseAwayNote')}
    </Empty>
  )
}

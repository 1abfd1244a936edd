import type { NeedItem } from '@/components/operator/overview'
import { kindWord, wordOr } from '@/components/operator/words'
import type { Fleet, TierRequest } from '@/lib/catalog'
import type { Health } from '@/lib/lifecycle'
import type { JobQueue, OperationView } from '@/lib/operations'
import type { Office } from '../office'
import { nameOf, type RecentOperations } from './recent-operations'

type Facts = { fleet: Fleet; operations: RecentOperations; health: Health; jobs: JobQueue[]; requests: TierRequest[] }

/** What waits for a person, the worst first: what does not answer, tenants that did not open, work that failed. */
export function needsOf({ t, moment }: Office, { fleet, operations, health, jobs, requests }: Facts): NeedItem[] {
  const away = health.databases
    .filter(({ isAnswering }) => !isAnswering)
    .map(
      ({ name }): NeedItem => ({
        key: `database ${name}`,
        icon: 'cloud-off',
        tone: 'bad',
        title: t('overview.databaseAway', { name }),
        note: t('overview.databaseAwayNote'),
        href: '/health',
      }),
    )
  const noWorker: NeedItem = {
    key: 'worker',
    icon: 'heart-pulse',
    tone: 'bad',
    title: t('overview.noWorker'),
    note: t('overview.noWorkerNote'),
    href: '/health',
  }
  const givenUp = jobs.reduce((sum, { failed }) => sum + failed, 0)
  const failedJobs: NeedItem = {
    key: 'failed jobs',
    icon: 'layers',
    tone: 'warn',
    title: t('overview.failedJobs', { count: givenUp }),
    note: t('overview.failedJobsNote'),
    href: '/health',
  }
  const notOpened: NeedItem = {
    key: 'failed tenants',
    icon: 'building-2',
    tone: 'bad',
    title: t('overview.failedTenants', { count: fleet.byStatus.failed }),
    note: t('overview.failedTenantsNote'),
    href: '/tenants?status=failed',
  }
  const failed = ({ id, kind, tenantId, error, createdAt, finishedAt }: OperationView): NeedItem => ({
    key: id,
    icon: 'circle-x',
    tone: 'bad',
    title: t('overview.failedOperation', {
      operation: t('operations.heading', { kind: kindWord(t, kind), tenant: nameOf(t, operations.names, tenantId) }),
    }),
    note: [error?.message, moment(finishedAt ?? createdAt).text].filter(Boolean).join(' · '),
    href: `/operations/${id}`,
  })
  const asks = ({ id, slug, name, tier, tierName, note, createdAt }: TierRequest): NeedItem => ({
    key: id,
    icon: 'gauge',
    tone: 'info',
    title: t('overview.tierRequest', { name, tier: wordOr(t, `tiers.${tier}`, tierName) }),
    note: [note, moment(createdAt).text].filter(Boolean).join(' · '),
    href: `/tenants/${slug}/usage`,
  })
  return [
    ...away,
    ...(health.workers.some(({ isAlive }) => isAlive) ? [] : [noWorker]),
    ...(fleet.byStatus.failed > 0 ? [notOpened] : []),
    ...(givenUp > 0 ? [failedJobs] : []),
    ...operations.failed.filter(({ kind }) => kind !== 'tenant.provision').map(failed),
    ...requests.map(asks),
  ]
}

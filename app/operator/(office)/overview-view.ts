import type { House } from '@/components/operator/house-shape'
import type { RunningItem } from '@/components/operator/overview'
import type { StreetServer } from '@/components/operator/street'
import { kindWord, stepWord, type Words, wordOr } from '@/components/operator/words'
import {
  type Fleet,
  fullnessOf,
  getFleet,
  listServerReports,
  listStreet,
  listTierRequests,
  listTiers,
  PATTERNS,
  type ServerReport,
  type StreetLot,
} from '@/lib/catalog'
import { checkHealth, type Health } from '@/lib/lifecycle'
import { countJobs, type OperationView } from '@/lib/operations'
import { formatNumber, formatShare } from '@/lib/portal'
import { officeTimeZone } from '../moment'
import type { Office } from '../office'
import { needsOf } from './overview-needs'
import { nameOf, type RecentOperations, recentOperations } from './recent-operations'
import { loadOf } from './tenants/[slug]/load-view'

const LOT = { row: 'lotRow', schema: 'lotSchema', database: 'lotDatabase', instance: 'lotInstance' } as const

/** Everything the overview says. Each number is counted at this moment; what is not measured is not shown. */
export async function overviewOf(desk: Office) {
  const { t, locale } = desk
  const [fleet, street, { servers }, tiers, operations, health, jobs, load, { requests }] = await Promise.all([
    getFleet(officeTimeZone()),
    listStreet(),
    listServerReports({ limit: 200 }),
    listTiers(),
    recentOperations(),
    checkHealth(),
    countJobs(),
    loadOf(desk),
    listTierRequests({ limit: 10 }),
  ])
  const needs = needsOf(desk, { fleet, operations, health, jobs, requests })
  const days = fleet.signUps.map(({ count }) => count)
  const sum = days.reduce((total, count) => total + count, 0)
  const today = days.at(-1) ?? 0
  return {
    answering: answeringOf(t, health),
    sentence: sentenceOf(t, fleet),
    work: fleet.total === 0 ? t('overview.emptyWork') : t('overview.work', { running: operations.running.length, needs: needs.length }),
    street: street.map(
      (server): StreetServer => ({
        name: server.name,
        note: t('overview.serverNote', { region: server.region, databases: server.databaseCount }),
        ...fullnessIn(desk, servers, server.name),
        lots: server.lots.map((lot) => lotOf(t, lot)),
      }),
    ),
    streetLabels: {
      title: t('overview.street'),
      note: t(...streetNote(street.flatMap(({ lots }) => lots))),
      pattern: Object.fromEntries(PATTERNS.map((pattern) => [pattern, t(`patterns.${pattern}`)])) as Record<
        (typeof PATTERNS)[number],
        string
      >,
      nobody: t('overview.nobody'),
      house: (house: House) =>
        t('overview.house', {
          name: house.name,
          people: house.people === null ? t('common.notReported') : t('units.people', { count: house.people }),
          state: t(`status.${house.state}`),
        }),
    },
    running: operations.running.map((operation) => runningOf(desk, operation, operations.names)),
    needs,
    load,
    signUps: {
      days,
      total: formatNumber(sum, locale),
      label: t('overview.signUpsLabel', { total: sum, today }),
      from: fleet.signUps[0] ? desk.plainDate(fleet.signUps[0].day) : '',
      today: t('overview.today', { count: today }),
    },
    matrix: {
      columns: ['colRow', 'colSchema', 'colDatabase', 'colInstance'].map((key) => t(`overview.${key}`)),
      rows: tiers.map(({ key, name }) => ({
        tier: wordOr(t, `tiers.${key}`, name),
        counts: PATTERNS.map((pattern) => {
          const count = fleet.byTier.find((pair) => pair.tierKey === key && pair.pattern === pattern)?.count
          return count ? formatNumber(count, locale) : null
        }),
      })),
    },
  }
}

function fullnessIn({ t, locale }: Office, servers: readonly ServerReport[], name: string): { full: number; fullWord: string } {
  const report = servers.find((each) => each.name === name)
  const full = report ? fullnessOf(report.capacity, report.usage) : 0
  return { full, fullWord: t('overview.serverFull', { percent: formatShare(full, locale) }) }
}

function sentenceOf(t: Words, { total, byStatus }: Fleet): string {
  if (total === 0) return t('overview.empty')
  const served = t('overview.served', { count: byStatus.active })
  const rest = (['stopped', 'provisioning', 'failed', 'deleting'] as const)
    .filter((status) => byStatus[status] > 0)
    .map((status) => t(`overview.${status}`, { count: byStatus[status] }))
    .join(', ')
  return t('overview.sentence', { parts: rest ? t('overview.partsWithRest', { served, rest }) : served })
}

function lotOf(t: Words, lot: StreetLot): StreetServer['lots'][number] {
  return {
    pattern: lot.pattern,
    caption: t(`overview.${LOT[lot.pattern]}`, { count: lot.tenantCount }),
    houses: lot.houses,
    isBucketed: lot.tenantsPerHouse > 1,
  }
}

function streetNote(lots: StreetLot[]): [string, { count: number }?] {
  const most = Math.max(1, ...lots.map(({ tenantsPerHouse }) => tenantsPerHouse))
  return most > 1 ? ['overview.streetNoteBuckets', { count: most }] : ['overview.streetNote']
}

function runningOf({ t, moment }: Office, operation: OperationView, names: RecentOperations['names']): RunningItem {
  const step = operation.steps.find(({ state }) => state === 'running')
  const done = operation.steps.filter(({ state }) => state === 'done' || state === 'skipped').length
  const progress = step?.progress
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null
  return {
    id: operation.id,
    title: t('operations.heading', { kind: kindWord(t, operation.kind), tenant: nameOf(t, names, operation.tenantId) }),
    value: share === null ? t('units.of', { done, total: operation.steps.length }) : t('units.percent', { value: Math.floor(share * 100) }),
    share,
    note: step ? stepWord(t, step.name) : `${t('operations.waitingWorker')} ${moment(operation.createdAt).text}`,
  }
}

function answeringOf(t: Words, { databases, workers }: Health) {
  const alive = workers.filter(({ isAlive }) => isAlive).length
  const away = databases.filter(({ isAnswering }) => !isAnswering).length + (alive === 0 ? 1 : 0)
  return {
    isWell: away === 0,
    text:
      away === 0 ? t('overview.answering', { databases: databases.length, workers: alive }) : t('overview.notAnswering', { count: away }),
  }
}

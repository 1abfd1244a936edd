import type { ServerRow } from '@/components/operator/servers-table'
import { fullnessOf, listServerReports, type ServerReport } from '@/lib/catalog'
import { formatShare } from '@/lib/portal'
import { type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'

const PAGE = 50

export async function serversOf(desk: Office, query: Query) {
  const { t } = desk
  const list = readListAddress('/servers', query, [])
  const { servers, nextCursor } = await listServerReports({ limit: PAGE, ...(list.cursor && { cursor: list.cursor }) })
  const from = list.page * PAGE + 1
  const silent = servers.filter(({ facts }) => facts?.problem).length
  const word = (key: string) => t(`servers.${key}`)
  return {
    sentence: t('servers.sentence', { servers: servers.length, tenants: servers.reduce((sum, { tenants }) => sum + tenants, 0) }),
    state: silent === 0 ? t('servers.allAnswer') : t('servers.silent', { count: silent }),
    heads: {
      name: word('name'),
      state: word('state'),
      level: word('level'),
      databases: word('databases'),
      tenants: word('tenants'),
      full: word('full'),
      health: word('health'),
    },
    rows: servers.map((server) => rowOf(desk, server)),
    pager: {
      range: t('servers.range', { from, to: from + servers.length - 1 }),
      previousHref: list.previousHref,
      nextHref: list.nextHref(nextCursor),
      words: { label: t('servers.page'), previous: t('common.previous'), next: t('common.next') },
    },
  }
}

function rowOf({ t, locale }: Office, { name, region, state, level, tenants, facts, capacity, usage }: ServerReport): ServerRow {
  const full = fullnessOf(capacity, usage)
  return {
    name,
    region,
    state,
    stateWord: t(`servers.states.${state}`),
    level: t(`servers.levels.${level}`),
    databases: t('servers.of', { used: usage.databasesMax ?? 0, max: capacity.databasesMax }),
    tenants: t('common.count', { count: tenants }),
    full,
    fullWord: formatShare(full, locale),
    isAnswering: facts === null ? null : facts.problem === null,
    health: facts === null ? t('servers.notLooked') : (facts.problem ?? t('servers.version', { version: facts.version ?? '' })),
  }
}

import type { TenantRow } from '@/components/operator/tenants-table'
import { wordOr } from '@/components/operator/words'
import {
  listServers,
  listTenants,
  listTiers,
  PATTERNS,
  TENANT_SORTS,
  TENANT_STATUSES,
  type TenantQuery,
  type TenantSort,
  type TenantSummary,
} from '@/lib/catalog'
import { env, publicOrigin } from '@/lib/core'
import { formatNumber } from '@/lib/portal'
import { csvHref, type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'
import { portalUrl } from '../../portal-url'

const PAGE = 50

const FILTERS = ['search', 'status', 'tier', 'pattern', 'server', 'sort'] as const

/** Filters of the address that mean something; others are as if they were not there. */
function tenantQuery(filters: Partial<Record<(typeof FILTERS)[number], string>>): TenantQuery {
  return {
    search: filters.search?.slice(0, 200),
    status: TENANT_STATUSES.find((status) => status === filters.status),
    tier: filters.tier?.slice(0, 40),
    pattern: PATTERNS.find((pattern) => pattern === filters.pattern),
    server: filters.server?.slice(0, 100),
    sort: TENANT_SORTS.find((sort) => sort === filters.sort),
  }
}

export async function tenantsOf(desk: Office, query: Query) {
  const { t, locale } = desk
  const list = readListAddress('/tenants', query, FILTERS)
  const filter = tenantQuery(list.filters)
  const [page, tiers, servers] = await Promise.all([
    listTenants({ ...filter, cursor: list.cursor, limit: PAGE }),
    listTiers(),
    listServers(),
  ])
  const from = list.page * PAGE + 1
  const any = { value: '', label: t('common.any') }
  return {
    address: `${publicOrigin(`admin.${env().BASE_DOMAIN}`).replace(/^\w+:\/\//, '')}${list.withFilters({})}`,
    total: t('common.total', { count: page.total }),
    csvHref: csvHref(list.withFilters({})),
    isFiltered: FILTERS.some((name) => name !== 'sort' && list.filters[name] !== undefined),
    keep: { sort: filter.sort },
    search: { value: filter.search ?? '', label: t('tenants.search') },
    filters: [
      {
        name: 'status',
        label: t('tenants.state'),
        value: filter.status ?? '',
        options: [any, ...TENANT_STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))],
      },
      {
        name: 'tier',
        label: t('tenants.tier'),
        value: filter.tier ?? '',
        options: [any, ...tiers.map(({ key, name }) => ({ value: key, label: wordOr(t, `tiers.${key}`, name) }))],
      },
      {
        name: 'pattern',
        label: t('tenants.pattern'),
        value: filter.pattern ?? '',
        options: [any, ...PATTERNS.map((pattern) => ({ value: pattern, label: t(`patterns.${pattern}`) }))],
      },
      {
        name: 'server',
        label: t('tenants.server'),
        value: filter.server ?? '',
        options: [any, ...servers.map(({ name }) => ({ value: name, label: name }))],
      },
    ],
    sorts: Object.fromEntries(
      TENANT_SORTS.map((sort) => [
        sort,
        { href: list.withFilters({ sort: sort === 'newest' ? undefined : sort }), isCurrent: sort === (filter.sort ?? 'newest') },
      ]),
    ) as Record<TenantSort, { href: string; isCurrent: boolean }>,
    heads: {
      tenant: t('tenants.tenant'),
      tier: t('tenants.tier'),
      pattern: t('tenants.pattern'),
      server: t('tenants.server'),
      people: t('tenants.people'),
      state: t('tenants.state'),
      created: t('tenants.created'),
    },
    rows: page.tenants.map((tenant) => rowOf(desk, tenant)),
    pager: {
      range: t('tenants.range', { from, to: from + page.tenants.length - 1, total: page.total }),
      previousHref: list.previousHref,
      nextHref: list.nextHref(page.nextCursor),
      words: { label: t('tenants.page'), previous: t('common.previous'), next: t('common.next') },
    },
    locale,
  }
}

function rowOf({ t, locale, may, moment }: Office, tenant: TenantSummary): TenantRow {
  const { slug, name, status, pattern } = tenant
  return {
    slug,
    name,
    mark: tenant.mark,
    tier: wordOr(t, `tiers.${tenant.tierKey}`, tenant.tierKey),
    pattern: pattern && { key: pattern, word: t(`patterns.${pattern}`) },
    server: tenant.server,
    people: tenant.peopleCount === null ? '–' : formatNumber(tenant.peopleCount, locale),
    state: status,
    stateWord: t(`status.${status}`),
    created: moment(tenant.createdAt),
    actions: {
      portalUrl: status === 'active' ? portalUrl(slug) : null,
      canImport: status === 'active' && may('import:run'),
      switch: !may('tenant:stop') ? null : status === 'active' ? 'stop' : status === 'stopped' ? 'start' : null,
    },
  }
}

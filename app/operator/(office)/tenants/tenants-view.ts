import type { TenantRow } from '@/components/operator/tenants-table'
import { wordOr } from '@/components/operator/words'
import { listTenants, listTiers, TENANT_STATUSES, type TenantQuery, type TenantSummary } from '@/lib/catalog'
import { env, publicOrigin } from '@/lib/core'
import { formatNumber } from '@/lib/portal'
import { type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'
import { portalUrl } from '../../portal-url'

const PAGE = 50

/** Filters of the address that mean something; others are as if they were not there. */
export function tenantQuery(filters: { search?: string; status?: string; tier?: string }): TenantQuery {
  return {
    search: filters.search?.slice(0, 200),
    status: TENANT_STATUSES.find((status) => status === filters.status),
    tier: filters.tier?.slice(0, 40),
  }
}

export async function tenantsOf(desk: Office, query: Query) {
  const { t, locale } = desk
  const list = readListAddress('/tenants', query, ['search', 'status', 'tier'])
  const filter = tenantQuery(list.filters)
  const [page, tiers] = await Promise.all([listTenants({ ...filter, cursor: list.cursor, limit: PAGE }), listTiers()])
  const from = list.page * PAGE + 1
  const any = { value: '', label: t('common.any') }
  return {
    address: `${publicOrigin(`admin.${env().BASE_DOMAIN}`).replace(/^\w+:\/\//, '')}${list.withFilters({})}`,
    total: t('common.total', { count: page.total }),
    csvHref: list.withFilters({}).replace('/tenants', '/api/operator/tenants.csv'),
    isFiltered: list.isFiltered,
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
    ],
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

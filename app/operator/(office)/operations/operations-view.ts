import { kindWord } from '@/components/operator/words'
import { nameTenants } from '@/lib/catalog'
import { listOperations, OPERATION_STATES } from '@/lib/operations'
import { csvHref, type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'
import { askedBy, operationNote, tookWord } from './operation-words'

const PAGE = 50
const KINDS = ['tenant.provision', 'tenant.move', 'people.import', 'people.bulk-change'] as const

/** Operations of all tenants or of one, with their filters in the address. */
export async function operationsOf(desk: Office, query: Query, { path, tenantId }: { path: string; tenantId?: string }) {
  const { t, moment } = desk
  const list = readListAddress(path, query, ['search', 'state', 'kind'])
  const state = OPERATION_STATES.find((known) => known === list.filters.state)
  const kind = KINDS.find((known) => known === list.filters.kind)
  const search = list.filters.search?.slice(0, 100)
  const page = await listOperations({ tenantId, state, kind, search, cursor: list.cursor, limit: PAGE })
  const [names, by] = await Promise.all([nameTenants(page.operations.map((operation) => operation.tenantId)), askedBy(t, page.operations)])
  const from = list.page * PAGE + 1
  const any = { value: '', label: t('common.any') }
  return {
    isFiltered: list.isFiltered,
    clearHref: path,
    search: tenantId ? undefined : { value: search ?? '', label: t('operations.search') },
    csvHref: csvHref(
      tenantId
        ? `/operations?${new URLSearchParams({ tenant: tenantId, ...(state && { state }), ...(kind && { kind }) })}`
        : list.withFilters({}),
    ),
    action: path,
    filters: [
      {
        name: 'state',
        label: t('operations.state'),
        value: state ?? '',
        options: [any, ...OPERATION_STATES.map((value) => ({ value, label: t(`opStates.${value}`) }))],
      },
      {
        name: 'kind',
        label: t('operations.kind'),
        value: kind ?? '',
        options: [any, ...KINDS.map((value) => ({ value, label: kindWord(t, value) }))],
      },
    ],
    heads: {
      operation: t('operations.operation'),
      tenant: t('operations.tenant'),
      state: t('operations.state'),
      note: t('operations.step'),
      by: t('operations.by'),
      took: t('operations.took'),
      when: t('operations.when'),
    },
    hasTenant: tenantId === undefined,
    rows: page.operations.map((operation) => {
      const tenant = operation.tenantId ? names.get(operation.tenantId) : undefined
      return {
        id: operation.id,
        kind: kindWord(t, operation.kind),
        tenant: tenant ? { slug: tenant.slug, name: tenant.name } : null,
        noTenant: t('operations.noTenant'),
        state: operation.state,
        stateWord: t(`opStates.${operation.state}`),
        note: operationNote(t, operation),
        by: by(operation),
        took: tookWord(t, operation),
        when: moment(operation.createdAt),
      }
    }),
    pager: {
      range: `${from}–${from + page.operations.length - 1}`,
      previousHref: list.previousHref,
      nextHref: list.nextHref(page.nextCursor),
      words: { label: t('operations.page'), previous: t('common.previous'), next: t('common.next') },
    },
  }
}

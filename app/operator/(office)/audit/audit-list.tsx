import { AuditTable } from '@/components/operator/audit-table'
import { CsvLink } from '@/components/operator/csv-link'
import { FilterBar } from '@/components/operator/filter-bar'
import { Empty, Pager } from '@/components/ui'
import type { AuditPage, AuditQuery } from '@/lib/governance'
import { csvHref, type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'
import { auditRows } from '../audit-view'

const PAGE = 50

/** One trail as a table with its pager. */
export async function AuditList({
  desk,
  path,
  query,
  read,
}: {
  desk: Office
  path: string
  query: Query
  read: (query: AuditQuery) => Promise<AuditPage>
}) {
  const { t } = desk
  const list = readListAddress(path, query, ['search', 'actorId'])
  const search = list.filters.search?.slice(0, 100)
  const actorId = list.filters.actorId?.slice(0, 100)
  const page = await read({ search, actorId, cursor: list.cursor, limit: PAGE })
  const from = list.page * PAGE + 1
  return (
    <>
      <FilterBar
        action={path}
        search={{ value: search ?? '', label: t('audit.search') }}
        filters={[]}
        keep={{ actorId }}
        end={<CsvLink href={csvHref(list.withFilters({}))} label={t('common.csv')} />}
      />
      {page.records.length === 0 ? (
        <Empty icon="scroll-text" title={t(list.isFiltered ? 'audit.noMatch' : 'audit.empty')} />
      ) : (
        <>
          <AuditTable
            rows={await auditRows(desk, page.records)}
            heads={{
              when: t('audit.when'),
              who: t('audit.who'),
              what: t('audit.what'),
              whom: t('audit.whom'),
              detail: t('audit.detail'),
              seal: t('audit.seal'),
            }}
            words={{ sealed: t('audit.isSealed'), unsealed: t('audit.unsealed') }}
          />
          <Pager
            range={`${from}–${from + page.records.length - 1}`}
            previousHref={list.previousHref}
            nextHref={list.nextHref(page.nextCursor)}
            words={{ label: t('audit.page'), previous: t('common.previous'), next: t('common.next') }}
          />
        </>
      )}
    </>
  )
}

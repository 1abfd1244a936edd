import { CsvLink } from '@/components/operator/csv-link'
import { FilterBar } from '@/components/operator/filter-bar'
import { OperationsTable } from '@/components/operator/operations-table'
import type { Words } from '@/components/operator/words'
import { buttonClass, Empty, Pager } from '@/components/ui'
import type { operationsOf } from './operations-view'

/** The table of operations with its filters, for all tenants and for one. */
export function OperationsList({ t, view }: { t: Words; view: Awaited<ReturnType<typeof operationsOf>> }) {
  return (
    <>
      <FilterBar
        action={view.action}
        search={view.search}
        filters={view.filters}
        note={t('operations.sorted')}
        end={<CsvLink href={view.csvHref} label={t('common.csv')} />}
      />
      {view.rows.length > 0 ? (
        <>
          <OperationsTable rows={view.rows} heads={view.heads} hasTenant={view.hasTenant} hint={t('tenants.keys')} />
          <Pager {...view.pager} />
        </>
      ) : (
        <Empty
          icon="activity"
          title={t(view.isFiltered ? 'operations.noMatch' : 'operations.empty')}
          actions={
            view.isFiltered ? (
              <a className={buttonClass()} href={view.clearHref}>
                {t('tenants.clear')}
              </a>
            ) : null
          }
        />
      )}
    </>
  )
}

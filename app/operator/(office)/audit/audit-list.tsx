import { AuditTable } from '@/components/operator/audit-table'
import { Empty, Pager } from '@/components/ui'
import type { AuditPage, AuditQuery } from '@/lib/governance'
import { type Query, readListAddress } from '../../list-address'
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
  const list = readListAddress(path, query, [])
  const page = await read({ cursor: list.cursor, limit: PAGE })
  if (page.records.length === 0) return <Empty icon="scroll-text" title={t('audit.empty')} />
  const from = list.page * PAGE + 1
  return (
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
  )
}

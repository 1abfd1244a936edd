import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import type { PeopleQuery } from '../people-query.schema'
import { ColumnsInput, type PeopleColumnKey } from './people-columns.schema'
import { KeptQuery } from './view-input.schema'

export const PEOPLE_LIST = 'people'
const VIEWS_MAX = 100

export interface SavedView {
  id: string
  name: string
  isShared: boolean
  isOwn: boolean
  query: Omit<PeopleQuery, 'cursor' | 'limit'>
  columns: readonly PeopleColumnKey[]
}

/** The views that the reader made, and those shared with everybody, by name. A view only names filters: it shows nobody more. */
export async function listViews(db: TenantDb, principal: Principal): Promise<SavedView[]> {
  requirePermission(principal, 'people:read')
  const me = principal.kind === 'member' ? principal.userId : null
  const rows = await db.listView.findMany({
    where: { list: PEOPLE_LIST, OR: [{ isShared: true }, ...(me ? [{ ownerId: me }] : [])] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: VIEWS_MAX,
  })
  // A filter or a column that a later version no longer knows leaves the view out, not the page.
  return rows.flatMap((row) => {
    const query = KeptQuery.safeParse(row.query)
    const columns = ColumnsInput.safeParse(row.columns)
    if (!query.success || !columns.success) return []
    return [{ id: row.id, name: row.name, isShared: row.isShared, isOwn: row.ownerId === me, query: query.data, columns: columns.data }]
  })
}

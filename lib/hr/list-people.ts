import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { mayRead, type PersonField, requireComparable } from './access/field-policy'
import { hasColumn, listRelations } from './access/list-relations'
import { type Cursor, readCursor, writeCursor } from './cursor'
import { filterSql, readFieldQuery } from './fields/field-filter'
import { loadFields } from './fields/list-fields'
import { readByValue } from './fields/read-by-value'
import { valueKey } from './fields/value-order'
import { visibleValues } from './fields/visible-values'
import { parseInput } from './parse-input'
import { PeopleQuery, type PeopleQueryInput } from './people-query.schema'
import { keyOf, type PeopleRecord, peoplePageSql } from './people-sql'
import { toPersonRow } from './person-row'
import type { PeoplePage, PlainDate } from './types'

/** One page of people with its exact total. `today` is the tenant's. Throws `invalid_input` for a cursor of another list. */
export async function listPeople(db: TenantDb, principal: Principal, input: PeopleQueryInput, today: PlainDate): Promise<PeoplePage> {
  requirePermission(principal, 'people:read')
  const query = parseInput(PeopleQuery, input)
  requireComparable(principal, fieldsCompared(query))
  const { tenantId } = db.context
  const me = principal.kind === 'member' ? principal.employeeId : null
  const custom = query.field || query.sortField ? await readFieldQuery(db, principal, query) : null
  const more = custom ? custom.filters.map(filterSql) : []
  const sort: Cursor['sort'] = custom?.order ? `field:${custom.order.key}` : query.sort
  const { direction } = query
  const cursor = query.cursor ? readCursor(tenantId, query.cursor, { sort, direction }) : undefined
  const isBackwards = cursor?.side === 'before'

  const found = custom?.order
    ? await readByValue(db, custom.order, { query, me, more, cursor, today })
    : await db.$queryRaw<PeopleRecord[]>(peoplePageSql(query, me, cursor, today, more))
  // Whoever stood beside the page has gone meanwhile, and everybody on it: the list begins again.
  if (cursor && found.length === 0) return listPeople(db, principal, { ...query, cursor: undefined }, today)
  const hasMore = found.length > query.limit
  const records = found.slice(0, query.limit)
  if (isBackwards) records.reverse()
  const hasValues = records.some((record) => Object.keys(record.custom).length > 0)
  const [relationTo, fields] = await Promise.all([
    listRelations(
      db,
      principal,
      records.map((record) => record.id),
    ),
    custom?.fields ?? (hasValues ? loadFields(db, 'person') : []),
  ])

  const hasNext = isBackwards || hasMore
  const hasPrevious = isBackwards ? hasMore : cursor !== undefined
  const offset = !hasPrevious ? 0 : isBackwards ? Math.max(0, cursor.offset - records.length) : (cursor?.offset ?? 0)
  const link = (side: Cursor['side'], record: PeopleRecord | undefined, at: number) =>
    record
      ? writeCursor(tenantId, { sort, direction, side, key: custom?.order ? valueKey(record) : keyOf(query.sort, record), offset: at })
      : null
  return {
    rows: records.map((record) => {
      const relation = relationTo(record.id)
      return toPersonRow(record, mayRead(principal, 'salary', relation), visibleValues(principal, fields, record.custom, relation))
    }),
    total: found[0]?.total ?? 0, // a first page without a row is a list without one
    from: records.length > 0 ? offset + 1 : 0,
    next: hasNext ? link('after', records.at(-1), offset + records.length) : null,
    previous: hasPrevious ? link('before', records[0], offset) : null,
    showsSalary: hasColumn(principal, 'salary'),
  }
}

/**
 * By which columns the list is narrowed and sorted; `readFieldQuery` judges the tenant's own fields. A search looks into the directory's
 * words alone (see search_text).
 */
function fieldsCompared(query: PeopleQuery): PersonField[] {
  const filters: Record<string, PersonField | undefined> = {
    department: query.department ? 'departmentId' : undefined,
    manager: query.manager ? 'managerId' : undefined,
    title: query.title ? 'title' : undefined,
    hired: query.hiredFrom || query.hiredTo ? 'hiredOn' : undefined,
  }
  const sorted: PersonField = query.sort === 'name' ? 'lastName' : query.sort
  return [sorted, 'status', ...Object.values(filters).filter((field) => field !== undefined)]
}

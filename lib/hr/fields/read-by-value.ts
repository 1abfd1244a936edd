import type { Sql, TenantDb } from '@/lib/tenancy'
import type { Cursor } from '../cursor'
import type { PeopleQuery } from '../people-query.schema'
import { type PeopleRecord, peopleCountSql, peopleFilter, peopleRowsSql } from '../people-sql'
import type { PlainDate } from '../types'
import type { CustomField } from './custom-field.schema'
import { type Part, partOf, valuePart } from './value-order'

/**
 * A page in the order of one field, one row more than asked for. Each part of the list is read from an index of its own; a page that
 * begins in one and ends in the other takes two queries.
 */
export async function readByValue(
  db: TenantDb,
  field: CustomField,
  {
    query,
    me,
    more,
    cursor,
    today,
  }: { query: PeopleQuery; me: string | null; more: readonly Sql[]; cursor: Cursor | undefined; today: PlainDate },
): Promise<PeopleRecord[]> {
  const isBackwards = cursor?.side === 'before'
  const wanted = query.limit + 1
  const filter = peopleFilter(query, me, more)
  const total = peopleCountSql(query, me, more)
  const read = (part: Part, from: Cursor | undefined, limit: number) => {
    const { inner, outer } = valuePart(field, part, { filter, cursor: from, isAscending: query.direction === 'asc', isBackwards, limit })
    return db.$queryRaw<PeopleRecord[]>(peopleRowsSql(inner, { direction: outer, total, today }))
  }
  const first = partOf(cursor)
  const records = await read(first, cursor, wanted)
  const other: Part | null = !isBackwards && first === 'valued' ? 'blank' : isBackwards && first === 'blank' ? 'valued' : null
  if (!other || records.length === wanted) return records
  return [...records, ...(await read(other, undefined, wanted - records.length))]
}

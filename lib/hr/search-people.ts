import { type Principal, requirePermission } from '@/lib/auth'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { foundSql } from './people-sql'
import type { PersonName } from './types'

export type PersonHit = PersonName & { number: string; title: string; status: 'active' | 'left'; departmentName: string | null }

interface Row {
  id: string
  first_name: string
  last_name: string
  number: string
  title: string
  status: 'active' | 'left'
  department_name: string | null
}

/** The first few people that match some words, those who still work here first: for the palette. */
export async function searchPeople(db: TenantDb, principal: Principal, words: string, limit = 8): Promise<PersonHit[]> {
  requirePermission(principal, 'people:read')
  const query = words
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100)
  if (query === '') return []
  const rows = await db.$queryRaw<Row[]>(searchSql(query, Math.min(Math.max(1, limit), 50)))
  return rows.map((row) => ({
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    number: row.number,
    title: row.title,
    status: row.status,
    departmentName: row.department_name,
  }))
}

export function searchSql(query: string, limit: number) {
  return sql`
    SELECT e.id::text, e.first_name, e.last_name, e.number, e.title, e.status, d.name AS department_name
      FROM (SELECT * FROM ${table('employees')} e
             WHERE e.id IN (${foundSql(query)})
             ORDER BY e.status, e.last_name, e.first_name, e.id LIMIT ${limit}) e
      LEFT JOIN ${table('departments')} d ON d.id = e.department_id
     ORDER BY e.status, e.last_name, e.first_name, e.id`
}

import { type Principal, requirePermission } from '@/lib/auth'
import { sql, type TenantDb, table } from '@/lib/tenancy'

/** The first few departments whose name or code holds the words, by name: for a field. No words: the first of all. */
export async function searchDepartments(
  db: TenantDb,
  principal: Principal,
  words: string,
  limit = 20,
): Promise<{ id: string; code: string; name: string }[]> {
  requirePermission(principal, 'people:read')
  const asked = words
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 100)
  return db.$queryRaw(sql`
    SELECT d.id::text, d.code, d.name FROM ${table('departments')} d
     WHERE position(${asked} in lower(d.name || ' ' || d.code)) > 0 ORDER BY d.name, d.id LIMIT ${limit}`)
}

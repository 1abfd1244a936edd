import type { Principal } from '@/lib/auth'
import { sql, type TenantTx, table } from '@/lib/tenancy'
import { FIELD_GROUPS, mayRead, type Relation } from './field-policy'

/** What the reader is to each of these people. Asks the database only if somebody's manager sees more than anybody else. */
export async function listRelations(
  db: TenantTx,
  principal: Principal,
  personIds: readonly string[],
): Promise<(personId: string) => Relation> {
  const me = principal.kind === 'member' ? principal.employeeId : null
  if (!me || personIds.length === 0) return () => 'other'
  const isManagerMore = FIELD_GROUPS.some((group) => mayRead(principal, group, 'below') && !mayRead(principal, group, 'other'))
  const below = new Set(isManagerMore ? (await db.$queryRaw<{ id: string }[]>(belowMeSql(me, personIds))).map(({ id }) => id) : [])
  // Oneself first: a circle of managers that came from elsewhere gives nobody more about themselves than their own right.
  return (personId) => (personId === me ? 'self' : below.has(personId) ? 'below' : 'other')
}

/**
 * Climbs from each person to the top, a handful of steps, instead of collecting everybody below the manager, who may be the
 * head of all. UNION drops what was seen, so a circle ends.
 */
export function belowMeSql(me: string, personIds: readonly string[]) {
  return sql`
    WITH RECURSIVE chain AS (
      SELECT e.id, e.manager_id FROM ${table('employees')} e WHERE e.id = ANY (${personIds}::uuid[])
      UNION
      SELECT chain.id, m.manager_id FROM chain JOIN ${table('employees')} m ON m.id = chain.manager_id
    )
    SELECT DISTINCT id::text FROM chain WHERE manager_id = ${me}::uuid`
}

/** A page that shows a group of anybody but oneself has a column for it. */
export function hasColumn(principal: Principal, group: (typeof FIELD_GROUPS)[number]): boolean {
  const isSomebody = principal.kind === 'member' && principal.employeeId !== null
  return mayRead(principal, group, 'other') || (isSomebody && mayRead(principal, group, 'below'))
}

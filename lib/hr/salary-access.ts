import { hasPermission, type Principal } from '@/lib/auth'
import { sql, type TenantTx, table } from '@/lib/tenancy'

/**
 * Who may see pay: HR roles everybody's, a manager that of everybody below, a person their own.
 * Returns those of `personIds` whose pay the reader may see.
 */
export async function listPayReadable(db: TenantTx, principal: Principal, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (mayReadAllPay(principal)) return new Set(personIds)
  const me = principal.kind === 'member' ? principal.employeeId : null
  if (!me || personIds.length === 0) return new Set()
  const readable = new Set<string>()
  if (hasPermission(principal, 'salary:read:team')) {
    for (const { id } of await db.$queryRaw<{ id: string }[]>(belowMeSql(me, personIds))) readable.add(id)
  }
  readable.delete(me) // a cycle of managers that came from elsewhere gives nobody more than their own pay by their own right
  if (hasPermission(principal, 'salary:read:own') && personIds.includes(me)) readable.add(me)
  return readable
}

export function mayReadAllPay(principal: Principal): boolean {
  return hasPermission(principal, 'salary:read:all')
}

/** A page that shows other people's pay at all shows a column for it. */
export function mayReadSomePay(principal: Principal): boolean {
  return (
    mayReadAllPay(principal) ||
    (principal.kind === 'member' && principal.employeeId !== null && principal.permissions.has('salary:read:team'))
  )
}

/**
 * Climbs from each person to the top, a handful of steps, instead of collecting everybody below the manager, who may be the
 * head of all. UNION drops what was seen, so a cycle ends.
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

import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { type Sql, sql, type TenantDb, type TenantTx, table } from '@/lib/tenancy'
import type { CustomField } from './custom-field.schema'
import { getField } from './update-field'

/** How many rows hold a value of each field: what deleting it would take away. */
export async function countValues(db: TenantDb, principal: Principal, fields: readonly CustomField[]): Promise<Map<string, number>> {
  requirePermission(principal, 'settings:write')
  if (fields.length === 0) return new Map()
  const counted = await db.$queryRaw<{ id: string; n: number }[]>(sql`
    SELECT f.id::text, CASE f.entity
             WHEN 'person' THEN (SELECT count(*) FROM ${table('employees')} e WHERE e.custom ? f.key)
             ELSE (SELECT count(*) FROM ${table('departments')} d WHERE d.custom ? f.key) END::integer AS n
      FROM ${table('custom_fields')} f`)
  return new Map(counted.map(({ id, n }) => [id, n]))
}

/** The field and all of its values, for good. `values` is the count that was confirmed: throws `conflict` if there are more by now. */
export async function deleteField(
  db: TenantDb,
  principal: Principal,
  id: string,
  { values, requestId }: { values: number; requestId?: string | null },
): Promise<void> {
  requirePermission(principal, 'settings:write')
  await db.$transaction(async (tx) => {
    const field = await getField(tx, id)
    const taken = await takeAway(tx, field)
    if (taken > values)
      throw new AppError('conflict', {
        message: `${taken} rows have a value by now. Look again, and confirm that number.`,
        key: 'fields.wrong.moreValues',
        values: { count: taken },
      })
    await tx.customField.delete({ where: { tenantId_id: { id } } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'field.deleted',
      subject: { kind: 'field', id },
      detail: { entity: field.entity, key: field.key, values: taken },
      requestId,
    })
  })
}

function takeAway(tx: TenantTx, { entity, key }: CustomField): Promise<number> {
  const rows: Sql = table(entity === 'person' ? 'employees' : 'departments')
  return tx.$executeRaw(sql`UPDATE ${rows} SET custom = custom - ${key}::text WHERE custom ? ${key}::text`)
}

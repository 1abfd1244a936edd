import { sql, type TenantTx, table } from '@/lib/tenancy'
import { wrongField } from './wrong-field'

/** Another tenant's department or person is as unknown as one that never was. Throws `invalid_input` with the field. */
export async function checkReferences(
  tx: TenantTx,
  { departmentId, managerId }: { departmentId?: string | null; managerId?: string | null },
): Promise<void> {
  if (departmentId && (await tx.department.count({ where: { id: departmentId } })) === 0)
    throw wrongField('departmentId', 'There is no such department.', 'no_department')
  if (managerId && (await tx.employee.count({ where: { id: managerId } })) === 0)
    throw wrongField('managerId', 'There is no such manager.', 'no_manager')
}

/**
 * Nobody becomes the manager of somebody they report to. Changes of managers wait for each other on one row, because two that are
 * fine alone can close a circle together.
 */
export async function checkNoCycle(tx: TenantTx, personId: string, managerId: string): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO ${table('counters')} AS c (key, value) VALUES ('manager_changes', 1)
    ON CONFLICT (tenant_id, key) DO UPDATE SET value = c.value + 1`)
  const [found] = await tx.$queryRaw<{ is_below: boolean }[]>(sql`
    WITH RECURSIVE above AS (
      SELECT e.id, e.manager_id FROM ${table('employees')} e WHERE e.id = ${managerId}::uuid
      UNION
      SELECT e.id, e.manager_id FROM above JOIN ${table('employees')} e ON e.id = above.manager_id
    )
    SELECT count(*) > 0 AS is_below FROM above WHERE id = ${personId}::uuid`)
  if (found?.is_below) throw wrongField('managerId', 'This manager reports to the person, or is the person.', 'circle')
}

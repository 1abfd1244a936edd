import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { wrongField } from '../wrong-field'
import { noDepartment } from './save-department'

/**
 * Everybody of one department, those who left and those planned to come included, belongs to the other, and the first is gone. It is
 * two names for one thing becoming one, not a transfer: no history is written, and past changes name the department that stays.
 * Throws `not_found`, `invalid_input`.
 */
export async function mergeDepartments(
  db: TenantDb,
  principal: Principal,
  { id, intoId }: { id: string; intoId: string },
  { requestId }: { requestId?: string | null } = {},
): Promise<{ people: number }> {
  requirePermission(principal, 'people:write')
  if (!isUuid(id)) throw noDepartment()
  if (id === intoId || !isUuid(intoId)) throw wrongField('intoId', 'Choose another department.', 'merge_into_itself')
  return db.$transaction(async (tx) => {
    // In the order of the ids, so that two merges across each other wait instead of locking each other out.
    const locked = await tx.$queryRaw<{ id: string }[]>(sql`
      SELECT id::text FROM ${table('departments')} WHERE id = ANY (${[id, intoId]}::uuid[]) ORDER BY id FOR UPDATE`)
    if (!locked.some((row) => row.id === id)) throw noDepartment()
    if (!locked.some((row) => row.id === intoId)) throw wrongField('intoId', 'There is no such department.', 'no_department')
    const { count: people } = await tx.employee.updateMany({ where: { departmentId: id }, data: { departmentId: intoId } })
    await tx.jobChange.updateMany({ where: { departmentId: id }, data: { departmentId: intoId } })
    await tx.$executeRaw(sql`
      UPDATE ${table('job_changes')} SET previous = jsonb_set(previous, '{departmentId}', to_jsonb(${intoId}::text))
       WHERE previous ->> 'departmentId' = ${id}`)
    await tx.department.delete({ where: { tenantId_id: { id } } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'department.merged',
      subject: { kind: 'department', id },
      detail: { into: intoId, people },
      requestId,
    })
    return { people }
  })
}

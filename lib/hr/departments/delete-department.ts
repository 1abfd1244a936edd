import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { noDepartment } from './save-department'

/** One that nobody is in, was in when they left, or is planned to come to. Throws `not_found`, `conflict`. */
export async function deleteDepartment(
  db: TenantDb,
  principal: Principal,
  id: string,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:write')
  if (!isUuid(id)) throw noDepartment()
  await db.$transaction(async (tx) => {
    // Whoever is to come here takes a share of this lock by their foreign key, and so waits or is seen.
    const [known] = await tx.$queryRaw<object[]>(sql`SELECT id FROM ${table('departments')} WHERE id = ${id}::uuid FOR UPDATE`)
    if (!known) throw noDepartment()
    const people = await tx.employee.count({ where: { departmentId: id } })
    const changes = await tx.jobChange.count({ where: { departmentId: id } })
    if (people + changes > 0) {
      const message = 'People are, were or will be in this department. Merge it into another one.'
      throw new AppError('conflict', { message, key: 'people.errors.department_used' })
    }
    await tx.department.delete({ where: { tenantId_id: { id } } })
    await recordAudit(tx, { actor: actorOf(principal), action: 'department.deleted', subject: { kind: 'department', id }, requestId })
  })
}

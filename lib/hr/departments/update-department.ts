import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { UpdateDepartmentInput } from './department-input.schema'
import { checkHead, noDepartment, refuseTakenCode } from './save-department'

/** Changes what is given. Throws `not_found`, `invalid_input`, and `conflict` for a code that is taken. */
export async function updateDepartment(
  db: TenantDb,
  principal: Principal,
  id: string,
  input: unknown,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:write')
  const change = parseInput(UpdateDepartmentInput, input)
  if (!isUuid(id)) throw noDepartment()
  await db
    .$transaction(async (tx) => {
      await checkHead(tx, change.headId)
      const { count } = await tx.department.updateMany({ where: { id }, data: change })
      if (count === 0) throw noDepartment()
      const fields = Object.keys(change)
      await recordAudit(tx, {
        actor: actorOf(principal),
        action: 'department.updated',
        subject: { kind: 'department', id },
        detail: { fields },
        requestId,
      })
    })
    .catch(refuseTakenCode)
}

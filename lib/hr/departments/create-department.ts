import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { newId } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { CreateDepartmentInput } from './department-input.schema'
import { checkHead, refuseTakenCode } from './save-department'

/** A new department with nobody in it. Throws `invalid_input`, and `conflict` for a code that is taken. */
export async function createDepartment(
  db: TenantDb,
  principal: Principal,
  input: unknown,
  { requestId }: { requestId?: string | null } = {},
): Promise<{ id: string; code: string }> {
  requirePermission(principal, 'people:write')
  const { name, headId, code = '' } = parseInput(CreateDepartmentInput, input)
  const id = newId()
  const data = { id, name, headId, code: code || name.slice(0, 60) }
  await db
    .$transaction(async (tx) => {
      await checkHead(tx, headId)
      await tx.department.create({ data })
      await recordAudit(tx, { actor: actorOf(principal), action: 'department.created', subject: { kind: 'department', id }, requestId })
    })
    .catch(refuseTakenCode)
  return { id, code: data.code }
}

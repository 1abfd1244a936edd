import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { applyValues } from './apply-values'
import { CustomInput, type CustomValues } from './custom-field.schema'
import { lockRow } from './lock-row'

/** Changes the values that are given; null takes one away. Throws `not_found`, `invalid_input`, `forbidden`. */
export async function updateDepartmentValues(
  db: TenantDb,
  principal: Principal,
  id: string,
  input: unknown,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:read')
  const given = parseInput(CustomInput, input)
  await db.$transaction(async (tx) => {
    if (isUuid(id)) await lockRow(tx, 'departments', id)
    const department = isUuid(id) ? await tx.department.findFirst({ where: { id }, select: { custom: true } }) : null
    if (!department) throw new AppError('not_found', { message: 'There is no such department.' })
    const applied = await applyValues(tx, principal, 'department', given, { current: department.custom as CustomValues })
    if (!applied) return
    await tx.department.update({ where: { tenantId_id: { id } }, data: { custom: applied.values } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'department.updated',
      subject: { kind: 'department', id },
      detail: { fields: applied.changed.map((key) => `custom.${key}`) },
      requestId,
    })
  })
}

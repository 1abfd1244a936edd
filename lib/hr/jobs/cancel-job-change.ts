import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireWritable } from '../access/field-policy'
import { loadJob } from './load-job'

/** Takes a planned change back. What has taken effect is history: throws `not_found` for it, as for one that never was. */
export async function cancelJobChange(
  db: TenantDb,
  principal: Principal,
  { personId, changeId }: { personId: string; changeId: string },
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:read')
  requireWritable(principal, ['title', 'departmentId', 'managerId', 'status'])
  await db.$transaction(async (tx) => {
    const { planned } = await loadJob(tx, personId)
    const change = isUuid(changeId) ? planned.find(({ id }) => id === changeId) : undefined
    if (!change) throw new AppError('not_found', { message: 'There is no such planned change.' })
    await tx.jobChange.delete({ where: { tenantId_id: { id: change.id } } })
    if (change.kind === 'leave') await tx.employee.update({ where: { tenantId_id: { id: personId } }, data: { leftOn: null } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'person.plan_cancelled',
      subject: { kind: 'person', id: personId },
      detail: { kind: change.kind, on: change.effectiveOn },
      requestId,
    })
  })
}

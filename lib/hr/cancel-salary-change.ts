import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { requireWritable } from './access/field-policy'
import type { PlainDate } from './types'

/** Takes a planned pay back: the pay before it goes on as if there had been none. What holds already is history: `not_found`. */
export async function cancelSalaryChange(
  db: TenantDb,
  principal: Principal,
  { personId, fromDate }: { personId: string; fromDate: PlainDate },
  { today, requestId }: { today: PlainDate; requestId?: string | null },
): Promise<void> {
  requirePermission(principal, 'people:read')
  requireWritable(principal, ['salary'])
  await db.$transaction(async (tx) => {
    const from = parsePlainDate(fromDate)
    // The same lock as a change of pay takes.
    if (isUuid(personId)) await tx.$queryRaw(sql`SELECT id FROM ${table('employees')} WHERE id = ${personId}::uuid FOR UPDATE`)
    const planned = isUuid(personId) && from && fromDate > today ? { employeeId: personId, fromDate: from } : null
    const step = planned && (await tx.salary.findFirst({ where: planned, select: { toDate: true } }))
    if (!planned || !step) throw new AppError('not_found', { message: 'There is no such planned change.' })
    await tx.salary.deleteMany({ where: planned })
    const dayBefore = new Date(planned.fromDate.getTime() - 86_400_000)
    await tx.salary.updateMany({ where: { employeeId: personId, toDate: dayBefore }, data: { toDate: step.toDate } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'salary.plan_cancelled',
      subject: { kind: 'person', id: personId },
      detail: { from: fromDate },
      requestId,
    })
  })
}

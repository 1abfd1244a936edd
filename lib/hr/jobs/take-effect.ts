import { isAppError, now, parsePlainDate } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/tenancy'
import { checkNoCycle } from '../check-references'
import { applyChange, type JobChange } from './job-state'
import type { Job } from './load-job'

/**
 * Writes what a change makes of the person, and marks it as applied. A manager who has come to report to the person since it was
 * planned is not taken, and everything else is: returns whether that was so. Whoever leaves is paid to the last day.
 */
export async function takeEffect(
  tx: TenantTx,
  personId: string,
  change: JobChange,
  { state, applied }: Job,
): Promise<{ isCircle: boolean }> {
  const next = applyChange(state, change, applied)
  let isCircle = false
  if (next.managerId && next.managerId !== state.managerId) {
    isCircle = await checkNoCycle(tx, personId, next.managerId).then(
      () => false,
      (error) => {
        if (isAppError(error) && error.code === 'invalid_input') return true
        throw error
      },
    )
    if (isCircle) next.managerId = state.managerId
  }
  const { hiredOn, leftOn, ...facts } = next
  await tx.employee.update({
    where: { tenantId_id: { id: personId } },
    data: { ...facts, hiredOn: parsePlainDate(hiredOn)!, leftOn: leftOn ? parsePlainDate(leftOn) : null },
  })
  if (change.kind === 'leave') {
    await tx.$executeRaw(sql`
      UPDATE ${table('salaries')} SET to_date = ${change.effectiveOn}::date
       WHERE employee_id = ${personId}::uuid AND from_date <= ${change.effectiveOn}::date AND (to_date IS NULL OR to_date > ${change.effectiveOn}::date)`)
  }
  await tx.jobChange.update({ where: { tenantId_id: { id: change.id } }, data: { appliedAt: now(), previous: { ...state } } })
  return { isCircle }
}

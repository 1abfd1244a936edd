import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, newId, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireWritable } from '../access/field-policy'
import { checkNoCycle, checkReferences } from '../check-references'
import { parseInput } from '../parse-input'
import type { PlainDate } from '../types'
import { JobChangeInput } from './job-change.schema'
import type { JobChange, JobField, JobRefusal } from './job-state'
import { refuseChange } from './job-state'
import { type Job, loadJob } from './load-job'
import { takeEffect } from './take-effect'

const REFUSALS: Record<JobRefusal, string> = {
  before_hire: 'This is before the day of hire.',
  has_left: 'The person has left by then.',
  leaves_already: 'Another last day is planned. Take it back first.',
  works_here: 'The person works here already.',
  before_left: 'This is not after the last day.',
}

/**
 * A transfer, a promotion, a leave or a rehire from a day on. If the day has come it takes effect at once, else it is planned and the
 * worker applies it. A second change of the kind for the same day
 * replaces what the first sets, and keeps the rest of it. Throws `not_found`, `invalid_input` with the field.
 */
export async function changeJob(
  db: TenantDb,
  principal: Principal,
  personId: string,
  input: unknown,
  { today, requestId }: { today: PlainDate; requestId?: string | null },
): Promise<{ id: string; isPlanned: boolean }> {
  requirePermission(principal, 'people:read')
  requireWritable(principal, ['title', 'departmentId', 'managerId', 'status'])
  const parsed = parseInput(JobChangeInput, input)
  return db.$transaction(async (tx) => {
    const job = await loadJob(tx, personId)
    const change = withSameDay(toChange(parsed), job)
    const refusal = refuseChange(job.state, change, job.planned)
    if (refusal) {
      const message = REFUSALS[refusal]
      throw new AppError('invalid_input', { message, fields: { effectiveOn: message }, key: `people.errors.${refusal}` })
    }
    await checkReferences(tx, change)
    if (change.managerId) await checkNoCycle(tx, personId, change.managerId)
    const isPlanned = change.effectiveOn > today
    const { effectiveOn, sets, ...facts } = change
    await tx.jobChange.deleteMany({ where: { employeeId: personId, kind: change.kind, effectiveOn: parsePlainDate(effectiveOn)! } })
    await tx.jobChange.create({
      data: {
        ...facts,
        sets: [...sets],
        employeeId: personId,
        effectiveOn: parsePlainDate(effectiveOn)!,
        reason: parsed.reason,
        createdBy: `${actorOf(principal).kind}:${actorOf(principal).id}`,
      },
    })
    if (!isPlanned) await takeEffect(tx, personId, change, job)
    // A last day that is known is shown, though it has not come.
    else if (change.kind === 'leave') {
      await tx.employee.update({ where: { tenantId_id: { id: personId } }, data: { leftOn: parsePlainDate(effectiveOn)! } })
    }
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: `person.${change.kind === 'job' ? 'job_changed' : change.kind === 'leave' ? 'let_go' : 'rehired'}`,
      subject: { kind: 'person', id: personId },
      detail: { on: effectiveOn, fields: [...sets], isPlanned },
      requestId,
    })
    return { id: change.id, isPlanned }
  })
}

/** What another change of the same day sets, and this one does not, stays: only one row stands for a day. */
function withSameDay(change: JobChange, { applied, planned }: Job): JobChange {
  const other = [...applied, ...planned].find(({ kind, effectiveOn }) => kind === change.kind && effectiveOn === change.effectiveOn)
  const kept = (other?.sets ?? []).filter((field) => !change.sets.includes(field))
  return {
    ...change,
    sets: [...change.sets, ...kept],
    ...(kept.includes('title') && { title: other!.title }),
    ...(kept.includes('department') && { departmentId: other!.departmentId }),
    ...(kept.includes('manager') && { managerId: other!.managerId }),
  }
}

function toChange(input: JobChangeInput): JobChange {
  const none = { title: undefined, departmentId: undefined, managerId: undefined }
  const facts = input.kind === 'leave' ? none : input
  const sets: JobField[] = []
  if (facts.title !== undefined) sets.push('title')
  if (facts.departmentId !== undefined) sets.push('department')
  if (facts.managerId !== undefined) sets.push('manager')
  return {
    id: newId(),
    kind: input.kind,
    effectiveOn: input.effectiveOn,
    sets,
    title: facts.title ?? '',
    departmentId: facts.departmentId ?? null,
    managerId: facts.managerId ?? null,
  }
}

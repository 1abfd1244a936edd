import { z } from 'zod'
import { actorOf, findActingPrincipal, type Principal } from '@/lib/auth'
import { type Actor, AppError, isAppError, now, parsePlainDate, todayIn } from '@/lib/core'
import { defineOperation, type StepContext } from '@/lib/operations'
import { openTenantById, type TenantDb } from '@/lib/tenancy'
import { changeJob } from '../jobs/change-job'
import { JobChangeInput } from '../jobs/job-change.schema'
import type { JobField } from '../jobs/job-state'
import type { BulkFailure } from './bulk-change.schema'

export const BULK_KIND = 'people.bulk-change'
const FAILURES_KEPT_MAX = 1_000
const FENCED_EVERY = 50

/** The people stay in the tenant's own row. */
const BulkInput = z.object({ runId: z.uuid(), timeZone: z.string() })
type BulkInput = z.output<typeof BulkInput>
type JobChange = Extract<z.output<typeof JobChangeInput>, { kind: 'job' }>

/** `unchanged`: the same was said for that day before, by this run before it was interrupted or by somebody. */
export type BulkSummary = { changed: number; unchanged: number; failed: number }

/** One step: each person in a transaction of their own, so that one who cannot be changed holds up nobody. */
export const bulkOperation = defineOperation<BulkInput>({
  kind: BULK_KIND,
  input: BulkInput,
  steps: [{ name: 'apply', run: apply }],
})

async function apply(context: StepContext<BulkInput>): Promise<BulkSummary> {
  const db = await openTenantById(context.tenantId!)
  const run = await db.bulkRun.findFirst({ where: { id: context.input.runId } })
  if (!run) throw new AppError('not_found', { message: 'What was to be changed is not known any more.' })
  const change = JobChangeInput.parse(run.change) as JobChange
  const principal = await actingPrincipal(db, run.createdBy)
  const summary: BulkSummary = { changed: 0, unchanged: 0, failed: 0 }
  const failures: BulkFailure[] = []
  for (const [index, personId] of run.personIds.entries()) {
    context.signal.throwIfAborted()
    if (index % FENCED_EVERY === 0) await context.assertFence()
    const outcome = await changeOne(db, principal, personId, change, todayIn(context.input.timeZone, now()))
    if (typeof outcome === 'string') summary[outcome]++
    else if (++summary.failed <= FAILURES_KEPT_MAX) failures.push({ personId, ...outcome })
    context.progress(index + 1, run.personIds.length, 'people')
  }
  await context.assertFence()
  await db.bulkRun.update({ where: { tenantId_id: { id: run.id } }, data: { failures } })
  return summary
}

async function changeOne(db: TenantDb, principal: Principal, personId: string, change: JobChange, today: string) {
  const { effectiveOn, title, departmentId, managerId } = change
  const same = await db.jobChange.findFirst({
    where: {
      employeeId: personId,
      kind: 'job',
      effectiveOn: parsePlainDate(effectiveOn)!,
      sets: { hasEvery: setsOf(change) },
      ...(title !== undefined && { title }),
      ...(departmentId !== undefined && { departmentId }),
      ...(managerId !== undefined && { managerId }),
    },
    select: { id: true },
  })
  if (same) return 'unchanged'
  try {
    await changeJob(db, principal, personId, change, { today })
    return 'changed'
  } catch (error) {
    // What is wrong with one person is told about them; anything else ends the run, which may be repeated.
    if (!isAppError(error) || !['invalid_input', 'not_found', 'conflict'].includes(error.code)) throw error
    return { message: error.message, key: error.key }
  }
}

function setsOf({ title, departmentId, managerId }: JobChange): JobField[] {
  const sets: JobField[] = []
  if (title !== undefined) sets.push('title')
  if (departmentId !== undefined) sets.push('department')
  if (managerId !== undefined) sets.push('manager')
  return sets
}

/** With the rights of today: whoever lost them meanwhile changes nobody any more. */
async function actingPrincipal(db: TenantDb, createdBy: string): Promise<Principal> {
  const [kind, id] = createdBy.split(':') as [Actor['kind'], string]
  const principal = await findActingPrincipal(db, { kind, id })
  if (principal && actorOf(principal).id === id) return principal
  throw new AppError('forbidden', { message: 'Whoever began this may not do it any more.' })
}

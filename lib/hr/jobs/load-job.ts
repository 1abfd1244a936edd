import { AppError, formatPlainDate, isUuid } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/tenancy'
import type { JobChange, JobField, JobState } from './job-state'

export interface Job {
  state: JobState
  applied: JobChange[]
  planned: JobChange[]
}

/** Locks the person first: changes of one job wait for each other. Throws `not_found`. */
export async function loadJob(tx: TenantTx, personId: string): Promise<Job> {
  if (isUuid(personId)) await tx.$queryRaw(sql`SELECT id FROM ${table('employees')} WHERE id = ${personId}::uuid FOR UPDATE`)
  const person = isUuid(personId)
    ? await tx.employee.findFirst({
        where: { id: personId },
        select: { title: true, departmentId: true, managerId: true, status: true, hiredOn: true, leftOn: true },
      })
    : null
  if (!person) throw new AppError('not_found', { message: 'There is no such person.' })
  const rows = await tx.jobChange.findMany({ where: { employeeId: personId } })
  const changes = rows.map((row) => ({
    change: {
      id: row.id,
      kind: row.kind as JobChange['kind'],
      effectiveOn: formatPlainDate(row.effectiveOn),
      sets: row.sets as JobField[],
      title: row.title,
      departmentId: row.departmentId,
      managerId: row.managerId,
    },
    isApplied: row.appliedAt !== null,
  }))
  return {
    state: {
      ...person,
      status: person.status as JobState['status'],
      hiredOn: formatPlainDate(person.hiredOn),
      leftOn: person.leftOn && formatPlainDate(person.leftOn),
    },
    applied: changes.filter(({ isApplied }) => isApplied).map(({ change }) => change),
    planned: changes.filter(({ isApplied }) => !isApplied).map(({ change }) => change),
  }
}

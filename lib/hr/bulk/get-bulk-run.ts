import { z } from 'zod'
import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { findOperation, type OperationState } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import type { PersonName, PlainDate } from '../types'
import { BulkFailure } from './bulk-change.schema'
import type { BulkSummary } from './bulk-operation'

export interface BulkRunView {
  id: string
  /** null for a moment, while it is being begun. */
  operationId: string | null
  state: OperationState
  people: number
  done: number
  on: PlainDate
  /** Once it is over. */
  summary: BulkSummary | null
  /** The first thousand who could not be changed; `person` is null for somebody who is gone. */
  failures: { person: PersonName | null; message: string; key?: string }[]
}

/** How far a change for many people is, and who could not be changed. Throws `not_found`. */
export async function getBulkRun(db: TenantDb, principal: Principal, id: string): Promise<BulkRunView> {
  requirePermission(principal, 'people:write')
  const run = isUuid(id) ? await db.bulkRun.findFirst({ where: { id } }) : null
  if (!run) throw new AppError('not_found', { message: 'There is no such change any more.' })
  const failures = z.array(BulkFailure).parse(run.failures)
  const [found, people] = await Promise.all([
    run.operationId ? findOperation(run.operationId) : null,
    db.employee.findMany({
      where: { id: { in: failures.map(({ personId }) => personId) } },
      select: { id: true, firstName: true, lastName: true },
    }),
  ])
  const operation = found?.tenantId === db.context.tenantId ? found : null
  const names = new Map(people.map((person) => [person.id, person]))
  const summary = operation?.state === 'succeeded' ? (operation.result as BulkSummary) : null
  return {
    id,
    operationId: run.operationId,
    state: operation?.state ?? 'queued',
    people: run.personIds.length,
    done: summary ? run.personIds.length : (operation?.steps[0]?.progress?.done ?? 0),
    on: (run.change as { effectiveOn: PlainDate }).effectiveOn,
    summary,
    failures: failures.map(({ personId, ...why }) => ({ person: names.get(personId) ?? null, ...why })),
  }
}

import { actorOf, systemPrincipal } from '@/lib/auth'
import { formatPlainDate, isAppError, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import type { PlainDate } from '../types'
import { inOrder } from './job-state'
import { loadJob } from './load-job'
import { takeEffect } from './take-effect'

const AT_ONCE = 200

/**
 * Applies what was planned for today or before, each change in a transaction of its own and in the order of the days. Done twice, by
 * two workers at the same moment too, it changes nothing more: the person's row is locked and the change looked up again behind it.
 */
export async function applyDueChanges(db: TenantDb, today: PlainDate): Promise<number> {
  let applied = 0
  for (;;) {
    const due = await db.jobChange.findMany({
      where: { appliedAt: null, effectiveOn: { lte: parsePlainDate(today)! } },
      orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { employeeId: true },
    })
    for (const personId of new Set(due.map(({ employeeId }) => employeeId))) applied += await applyOf(db, personId, today)
    if (due.length < AT_ONCE) return applied
  }
}

async function applyOf(db: TenantDb, personId: string, today: PlainDate): Promise<number> {
  return db
    .$transaction(async (tx) => {
      let count = 0
      for (;;) {
        const job = await loadJob(tx, personId)
        const [change] = job.planned.filter(({ effectiveOn }) => effectiveOn <= today).sort(inOrder)
        if (!change) return count
        const { isCircle } = await takeEffect(tx, personId, change, job)
        await recordAudit(tx, {
          actor: actorOf(systemPrincipal('planned changes')),
          action: 'person.plan_applied',
          subject: { kind: 'person', id: personId },
          detail: { kind: change.kind, on: change.effectiveOn, fields: [...change.sets], ...(isCircle && { managerLeftOut: true }) },
        })
        count++
      }
    })
    .catch((error) => {
      if (isAppError(error) && error.code === 'not_found') return 0 // erased since
      throw error
    })
}

/** The first day for which something is planned, or null. */
export async function findNextPlannedDay(db: TenantDb): Promise<PlainDate | null> {
  const next = await db.jobChange.findFirst({ where: { appliedAt: null }, orderBy: { effectiveOn: 'asc' }, select: { effectiveOn: true } })
  return next && formatPlainDate(next.effectiveOn)
}

import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { mayReadAll } from './access/field-policy'
import { payChangesSql } from './dashboard-sql'
import { payAtEndOf } from './timeline'
import type { Money, Period, PlainDate } from './types'

type Timeline = { timeline: Period[] }

/**
 * What a month of pay cost at the end of each period of a dashboard, by currency, the largest first; undefined for readers who may not
 * see everybody's pay. Every pay there ever was is read for it, so a page that has it need not wait for it. The dashboard may come while
 * it is read.
 */
export async function getPayOverTime(
  db: TenantDb,
  principal: Principal,
  today: PlainDate,
  dashboard: Timeline | Promise<Timeline>,
): Promise<Money[][] | undefined> {
  requirePermission(principal, 'people:read')
  if (!mayReadAll(principal, 'salary')) return undefined
  const [records, { timeline }] = await Promise.all([
    db.$queryRaw<{ month: number; currency: string; yearly: bigint }[]>(payChangesSql(today)),
    dashboard,
  ])
  const changes = records.map(({ month, currency, yearly }) => ({ month, currency, yearlyMinor: Number(yearly) }))
  return payAtEndOf(timeline, changes)
}

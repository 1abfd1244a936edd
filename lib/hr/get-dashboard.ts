import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { mayReadAll } from './access/field-policy'
import { anniversaryDates } from './anniversaries'
import { eventsSql, groupsSql, groupsWithPaySql, hiredOnSql } from './dashboard-sql'
import { toPersonName } from './person-row'
import { buildTimeline, chooseRange, type Month, type MonthlyEvents, monthlyOf, monthOf, timelineRanges, unitOf } from './timeline'
import type { Dashboard, DashboardRange, PlainDate } from './types'

const TITLES_SHOWN = 20
const ANNIVERSARIES_SHOWN = 8
const ANNIVERSARY_DAYS = 30

/** Who works here, since when and at what cost. Without a range: the last two years if enough happened, else all. */
export async function getDashboard(db: TenantDb, principal: Principal, today: PlainDate, wanted?: DashboardRange): Promise<Dashboard> {
  requirePermission(principal, 'people:read')
  const isPayReadable = mayReadAll(principal, 'salary')
  const eventsFound = findEvents(db, today)
  const [events, groups, anniversaries] = await Promise.all([
    eventsFound,
    db.$queryRaw<GroupRecord[]>(isPayReadable ? groupsWithPaySql(today) : groupsSql()),
    eventsFound.then(([first]) => (first ? listAnniversaries(db, today, first.month) : { people: [], total: 0 })),
  ])
  const ranges = timelineRanges(events, today)
  const range = wanted ?? chooseRange(events, today)
  const unit = unitOf(range, monthOf(ranges[range].from), monthOf(ranges[range].to))

  const names = new Map(groups.map((group) => [group.department_id, group.department_name]))
  const byDepartment = sumGroups(
    groups.filter((group) => group.is_department),
    (group) => group.department_id,
  )
  const byTitle = sumGroups(
    groups.filter((group) => !group.is_department),
    (group) => group.title,
  )
  const total = sumGroups(
    groups.filter((group) => group.is_department),
    () => '',
  )[0]
  const money = (yearly: Map<string, number>) => (isPayReadable ? monthlyOf(yearly) : undefined)
  return {
    today,
    activePeople: total?.people ?? 0,
    range,
    ranges,
    unit,
    timeline: buildTimeline(events, ranges[range], unit),
    departments: byDepartment.map(({ key, people, yearly }) => ({
      id: key,
      name: (key && names.get(key)) ?? null,
      people,
      monthlyPay: money(yearly),
    })),
    titles: byTitle.slice(0, TITLES_SHOWN).map(({ key, people, yearly }) => ({ title: key ?? '', people, monthlyPay: money(yearly) })),
    monthlyPay: money(total?.yearly ?? new Map()),
    anniversaries,
  }
}

interface GroupRecord {
  is_department: boolean
  department_id: string | null
  department_name: string | null
  title: string | null
  currency: string | null
  yearly: bigint
  people: number
}

/** One group may come in several rows, one for each currency. Most people first. */
function sumGroups(records: GroupRecord[], keyOf: (record: GroupRecord) => string | null) {
  const groups = new Map<string | null, { key: string | null; people: number; yearly: Map<string, number> }>()
  for (const record of records) {
    const key = keyOf(record)
    const group = groups.get(key) ?? { key, people: 0, yearly: new Map<string, number>() }
    groups.set(key, group)
    group.people += record.people
    if (record.currency) group.yearly.set(record.currency, (group.yearly.get(record.currency) ?? 0) + Number(record.yearly))
  }
  return [...groups.values()].sort((a, b) => b.people - a.people || String(a.key).localeCompare(String(b.key)))
}

async function findEvents(db: TenantDb, today: PlainDate): Promise<MonthlyEvents[]> {
  const records = await db.$queryRaw<{ month: number; joined: number; gone: number }[]>(eventsSql(today))
  return records.map(({ month, joined, gone }) => ({ month, joined, left: gone }))
}

/** `firstMonth` is that of the first event: nobody was hired before it. */
async function listAnniversaries(db: TenantDb, today: PlainDate, firstMonth: Month): Promise<Dashboard['anniversaries']> {
  const days = anniversaryDates(today, ANNIVERSARY_DAYS, Math.floor(firstMonth / 12))
  const records = await db.$queryRaw<{ id: string; first_name: string; last_name: string; hired_on: string }[]>(
    hiredOnSql([...days.keys()]),
  )
  const people = records.map((record) => {
    const on = days.get(record.hired_on)!
    return { ...toPersonName(record), on, years: Number(on.slice(0, 4)) - Number(record.hired_on.slice(0, 4)) }
  })
  people.sort((a, b) => a.on.localeCompare(b.on) || b.years - a.years || a.lastName.localeCompare(b.lastName) || a.id.localeCompare(b.id))
  return { people: people.slice(0, ANNIVERSARIES_SHOWN), total: people.length }
}

import { hasPermission, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { personChanges } from './person-changes'
import { toPersonName, toPersonRow } from './person-row'
import {
  type ChainRecord,
  type PersonRecord,
  personSql,
  reportsToSql,
  type SalaryRecord,
  salariesSql,
  type TeamRecord,
  teamCountsSql,
  teamSql,
} from './person-sql'
import { listPayReadable } from './salary-access'
import type { Person, PlainDate, SalaryStep } from './types'

/** Everything about one person that the reader may see. Another tenant's person is `not_found`, like one who never was. */
export async function getPerson(db: TenantDb, principal: Principal, id: string, today: PlainDate): Promise<Person> {
  requirePermission(principal, 'people:read')
  if (!isUuid(id)) throw notFound()
  const [records, readable, chain, team, counts] = await Promise.all([
    db.$queryRaw<PersonRecord[]>(personSql(id, today)),
    listPayReadable(db, principal, [id]),
    db.$queryRaw<ChainRecord[]>(reportsToSql(id)),
    db.$queryRaw<TeamRecord[]>(teamSql(id)),
    db.$queryRaw<[{ direct: number; total: number }]>(teamCountsSql(id)),
  ])
  const record = records[0]
  if (!record) throw notFound()
  const isPayReadable = readable.has(id)
  const salaries = isPayReadable ? await listSalaries(db, id, today) : undefined
  const row = toPersonRow(record, isPayReadable)
  return {
    ...row,
    personal: mayReadPersonal(principal, id) ? { gender: record.gender, birthDate: record.birth_date } : undefined,
    salaries,
    reportsTo: chain.map((each) => ({ ...toPersonName(each), title: each.title, headOf: each.head_of })),
    team: team.map((each) => ({ ...toPersonName(each), title: each.title })),
    directReports: counts[0].direct,
    allReports: counts[0].total,
    changes: personChanges({ hiredOn: row.hiredOn, leftOn: row.leftOn, departmentName: row.department?.name ?? null }, salaries, today),
  }
}

/** HR roles and the person alone. */
function mayReadPersonal(principal: Principal, id: string): boolean {
  const isSelf = principal.kind === 'member' && principal.employeeId === id
  return isSelf || hasPermission(principal, 'people:write')
}

async function listSalaries(db: TenantDb, id: string, today: PlainDate): Promise<SalaryStep[]> {
  const rows = await db.$queryRaw<SalaryRecord[]>(salariesSql(id))
  return rows.map((row) => ({
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    period: row.period,
    fromDate: row.from_date,
    toDate: row.to_date,
    isPlanned: row.from_date > today,
  }))
}

function notFound() {
  return new AppError('not_found', { message: 'There is no such person.' })
}

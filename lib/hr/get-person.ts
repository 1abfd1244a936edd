import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { mayRead } from './access/field-policy'
import { listRelations } from './access/list-relations'
import { maskNationalId } from './access/reveal-national-id'
import { readValues } from './fields/visible-values'
import { personChanges } from './person-changes'
import { toPersonName, toPersonRow } from './person-row'
import {
  type ChainRecord,
  type JobRecord,
  jobChangesSql,
  neighboursSql,
  type PersonRecord,
  personSql,
  reportsToSql,
  type SalaryRecord,
  salariesSql,
  type TeamRecord,
  teamCountsSql,
  teamSql,
} from './person-sql'
import type { Person, PlainDate, SalaryStep } from './types'

/** Everything about one person that the reader may see. Another tenant's person is `not_found`, like one who never was. */
export async function getPerson(db: TenantDb, principal: Principal, id: string, today: PlainDate): Promise<Person> {
  requirePermission(principal, 'people:read')
  if (!isUuid(id)) throw notFound()
  const [records, relationTo, chain, team, counts, jobs, beside] = await Promise.all([
    db.$queryRaw<PersonRecord[]>(personSql(id, today)),
    listRelations(db, principal, [id]),
    db.$queryRaw<ChainRecord[]>(reportsToSql(id)),
    db.$queryRaw<TeamRecord[]>(teamSql(id)),
    db.$queryRaw<[{ direct: number; total: number }]>(teamCountsSql(id)),
    db.$queryRaw<JobRecord[]>(jobChangesSql(id)),
    db.$queryRaw<{ previous: string | null; next: string | null }[]>(neighboursSql(id)),
  ])
  const record = records[0]
  if (!record) throw notFound()
  const relation = relationTo(id)
  const isPayReadable = mayRead(principal, 'salary', relation)
  const salaries = isPayReadable ? await listSalaries(db, id, today) : undefined
  const row = toPersonRow(record, isPayReadable, await readValues(db, principal, record.custom, relation))
  return {
    ...row,
    contact: mayRead(principal, 'contact', relation) ? { phone: record.phone, address: record.address } : undefined,
    personal: mayRead(principal, 'personal', relation) ? { gender: record.gender, birthDate: record.birth_date } : undefined,
    identity: mayRead(principal, 'identity', relation)
      ? { nationalIdMasked: record.national_id && maskNationalId(record.national_id) }
      : undefined,
    salaries,
    reportsTo: chain.map((each) => ({ ...toPersonName(each), title: each.title, headOf: each.head_of })),
    team: team.map((each) => ({ ...toPersonName(each), title: each.title })),
    directReports: counts[0].direct,
    allReports: counts[0].total,
    changes: personChanges(
      { hiredOn: row.hiredOn, leftOn: row.leftOn, departmentName: row.department?.name ?? null },
      salaries,
      today,
      jobs,
    ),
    plans: jobs.filter((job) => !job.is_applied).map((job) => ({ id: job.id, kind: job.kind, on: job.effective_on })),
    neighbours: beside[0] ?? { previous: null, next: null },
  }
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

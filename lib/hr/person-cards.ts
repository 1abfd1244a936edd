import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, formatPlainDate } from '@/lib/core'
import { reference, sql, type TenantPrisma, type TenantTx, table } from '@/lib/tenancy'
import { mayReadAll } from './access/field-policy'
import type { Pay, PersonName, PlainDate } from './types'

/** What the directory says of a person: everybody who may open the directory may see it. */
export interface PersonCard extends PersonName {
  number: string
  title: string
  status: 'active' | 'left'
  hiredOn: PlainDate
  leftOn: PlainDate | null
  managerId: string | null
  department: { id: string; name: string } | null
}

export interface PersonCardQuery {
  ids?: readonly string[]
  managerId?: string
  departmentId?: string
  /** Who worked here on any day of it. */
  during?: { from: PlainDate; to: PlainDate }
  /** The last id of the page before; pages are in the order of ids. Without it people come by name. */
  afterId?: string
  limit: number
}

const day = (plain: PlainDate) => new Date(`${plain}T00:00:00Z`)

export async function listPersonCards(db: TenantTx, principal: Principal, query: PersonCardQuery): Promise<PersonCard[]> {
  requirePermission(principal, 'people:read')
  const { ids, managerId, departmentId, during, afterId, limit } = query
  const where: TenantPrisma.EmployeeWhereInput = {
    AND: [
      ids ? { id: { in: [...ids] } } : {},
      managerId ? { managerId } : {},
      departmentId ? { departmentId } : {},
      during ? { hiredOn: { lte: day(during.to) }, OR: [{ leftOn: null }, { leftOn: { gte: day(during.from) } }] } : {},
      afterId === undefined ? {} : { id: { gt: afterId } },
    ],
  }
  const rows = await db.employee.findMany({
    where,
    orderBy: afterId === undefined ? [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }] : { id: 'asc' },
    take: limit,
    select: {
      id: true,
      firstName: true,
      lastName: true,
      number: true,
      title: true,
      status: true,
      hiredOn: true,
      leftOn: true,
      managerId: true,
      department: { select: { id: true, name: true } },
    },
  })
  return rows.map((row) => ({
    ...row,
    status: row.status as PersonCard['status'],
    hiredOn: formatPlainDate(row.hiredOn),
    leftOn: row.leftOn && formatPlainDate(row.leftOn),
  }))
}

/** Until the end of the transaction, whoever else asks for this person's lock waits. Throws `not_found`. */
export async function lockPerson(tx: TenantTx, id: string): Promise<void> {
  const rows = await tx.$queryRaw<object[]>(sql`SELECT id FROM ${table('employees')} WHERE id = ${id}::uuid FOR NO KEY UPDATE`)
  if (rows.length === 0) throw new AppError('not_found', { message: 'There is no such person.' })
}

export interface PayInForce extends Pay {
  employeeId: string
  fromDate: PlainDate
  /** The last day, included; null: it goes on. */
  toDate: PlainDate | null
}

/** What these people are paid on any day of a period. Throws `forbidden` for readers who may not see everybody's pay. */
export async function listPayDuring(
  db: TenantTx,
  principal: Principal,
  { from, to, ids }: { from: PlainDate; to: PlainDate; ids: readonly string[] },
): Promise<PayInForce[]> {
  if (!mayReadAll(principal, 'salary')) {
    throw new AppError('forbidden', { message: "Your role does not show everybody's pay.", key: 'auth.errors.noPermission' })
  }
  const rows = await db.salary.findMany({
    where: { employeeId: { in: [...ids] }, fromDate: { lte: day(to) }, OR: [{ toDate: null }, { toDate: { gte: day(from) } }] },
    orderBy: [{ employeeId: 'asc' }, { fromDate: 'asc' }],
  })
  return rows.map(({ employeeId, amountMinor, currency, period, fromDate, toDate }) => ({
    employeeId,
    amountMinor: Number(amountMinor),
    currency,
    period: period as Pay['period'],
    fromDate: formatPlainDate(fromDate),
    toDate: toDate && formatPlainDate(toDate),
  }))
}

/** Days on which nobody works in a country, with their names in both languages. */
export async function listPublicHolidays(
  db: TenantTx,
  country: string,
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<{ on: PlainDate; en: string; ko: string }[]> {
  return db.$queryRaw(sql`
    SELECT to_char(on_date, 'YYYY-MM-DD') AS on, name_en AS en, name_ko AS ko FROM ${reference('public_holidays')}
     WHERE country = ${country} AND on_date BETWEEN ${from}::date AND ${to}::date ORDER BY on_date`)
}

import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid, newId, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { requireWritable } from './access/field-policy'
import { parseInput } from './parse-input'
import { ChangeSalaryInput } from './person-input.schema'
import { wrongField } from './wrong-field'

/**
 * A pay from a day on. The pay before it ends the day before, a later one that is planned stays, and a second change for the same
 * day replaces the first. Throws `not_found`, `invalid_input`.
 */
export async function changeSalary(
  db: TenantDb,
  principal: Principal,
  personId: string,
  input: unknown,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:read')
  requireWritable(principal, ['salary'])
  const { fromDate, amountMinor, currency, period } = parseInput(ChangeSalaryInput, input)
  await db.$transaction(async (tx) => {
    // Two changes of one person's pay wait for each other, or both could end the same row.
    const [person] = isUuid(personId)
      ? await tx.$queryRaw<{ hired_on: Date }[]>(sql`SELECT hired_on FROM ${table('employees')} WHERE id = ${personId}::uuid FOR UPDATE`)
      : []
    if (!person) throw new AppError('not_found', { message: 'There is no such person.' })
    const from = parsePlainDate(fromDate)!
    if (from < person.hired_on) {
      throw wrongField('fromDate', 'The first day of pay is before the day of hire.', 'pay_before_hire')
    }
    const next = await tx.salary.findFirst({
      where: { employeeId: personId, fromDate: { gt: from } },
      orderBy: { fromDate: 'asc' },
      select: { fromDate: true },
    })
    const pay = { amountMinor: BigInt(amountMinor), currency, period, toDate: next && dayBefore(next.fromDate) }
    await tx.salary.updateMany({
      where: { employeeId: personId, fromDate: { lt: from }, OR: [{ toDate: null }, { toDate: { gte: from } }] },
      data: { toDate: dayBefore(from) },
    })
    const { count } = await tx.salary.updateMany({ where: { employeeId: personId, fromDate: from }, data: pay })
    if (count === 0) await tx.salary.create({ data: { id: newId(), employeeId: personId, fromDate: from, ...pay } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'salary.changed',
      subject: { kind: 'person', id: personId },
      detail: { from: fromDate },
      requestId,
    })
  })
}

const dayBefore = (day: Date) => new Date(day.getTime() - 86_400_000)

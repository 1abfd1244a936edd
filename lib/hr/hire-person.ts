import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, newId, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { constraintOf, sql, type TenantDb, type TenantTx, table } from '@/lib/tenancy'
import { requireWritable } from './access/field-policy'
import { checkReferences } from './check-references'
import { applyValues } from './fields/apply-values'
import { parseInput } from './parse-input'
import { HireInput } from './person-input.schema'
import { checkOrder } from './wrong-field'

type Options = { requestId?: string | null }

/** A new person, with a first pay if given. Throws `invalid_input` with the field, `conflict` for a number that is taken. */
export async function hirePerson(
  db: TenantDb,
  principal: Principal,
  input: unknown,
  options: Options = {},
): Promise<{ id: string; number: string }> {
  requirePermission(principal, 'people:write')
  const hire = parseInput(HireInput, input)
  const { hiredOn: _, custom: __, ...given } = hire
  requireWritable(
    principal,
    (Object.keys(given) as (keyof typeof given)[]).filter((field) => given[field] !== undefined),
  )
  for (let isRetry = false; ; isRetry = true) {
    try {
      return await db.$transaction((tx) => insertPerson(tx, principal, hire, { ...options, isCounterLost: isRetry }))
    } catch (error) {
      if (constraintOf(error)?.includes('number') !== true) throw error
      if (hire.number || isRetry) {
        const message = 'Somebody has this number already.'
        throw new AppError('conflict', { message, fields: { number: message }, key: 'people.errors.number_taken', cause: error })
      }
      // An import has passed the counter: once more, from the highest number there is.
    }
  }
}

async function insertPerson(
  tx: TenantTx,
  principal: Principal,
  hire: HireInput,
  { requestId, isCounterLost }: Options & { isCounterLost: boolean },
) {
  await checkReferences(tx, hire)
  const { salary, hiredOn, birthDate, custom, ...facts } = hire
  const values = await applyValues(tx, principal, 'person', custom, { isNew: true })
  const id = newId()
  const dates = { hiredOn: parsePlainDate(hiredOn)!, birthDate: birthDate ? parsePlainDate(birthDate) : null }
  checkOrder(dates)
  const number = hire.number ?? (await nextNumber(tx, isCounterLost))
  await tx.employee.create({
    data: {
      ...facts,
      id,
      number,
      firstName: facts.firstName ?? '',
      ...dates,
      ...(values && { custom: values.values }),
    },
  })
  if (salary) {
    await tx.salary.create({
      data: { ...salary, id: newId(), amountMinor: BigInt(salary.amountMinor), employeeId: id, fromDate: dates.hiredOn },
    })
  }
  await recordAudit(tx, {
    actor: actorOf(principal),
    action: 'person.hired',
    subject: { kind: 'person', id },
    detail: { hasPay: salary !== undefined },
    requestId,
  })
  return { id, number }
}

/** The first time, and after an import, the counter begins behind the highest number that is one. */
async function nextNumber(tx: TenantTx, isCounterLost: boolean): Promise<string> {
  const [known] = await tx.$queryRaw<{ value: bigint }[]>(sql`
    UPDATE ${table('counters')} SET value = value + 1 WHERE key = 'employee_number' RETURNING value`)
  if (known && !isCounterLost) return String(known.value)
  const [next] = await tx.$queryRaw<{ value: bigint }[]>(sql`
    INSERT INTO ${table('counters')} AS c (key, value)
    SELECT 'employee_number', 1 + coalesce(max(CASE WHEN e.number ~ '^[1-9][0-9]{0,14}$' THEN e.number::bigint END), 0) FROM ${table('employees')} e
    ON CONFLICT (tenant_id, key) DO UPDATE SET value = greatest(c.value, excluded.value) RETURNING value`)
  return String(next!.value)
}

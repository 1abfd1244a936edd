import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireWritable } from './access/field-policy'
import { checkNoCycle, checkReferences } from './check-references'
import { applyValues } from './fields/apply-values'
import type { CustomValues } from './fields/custom-field.schema'
import { lockRow } from './fields/lock-row'
import { parseInput } from './parse-input'
import { UpdatePersonInput } from './person-input.schema'
import type { PlainDate } from './types'
import { checkOrder } from './wrong-field'

/** Changes what is given. Throws `not_found`, `forbidden` with the fields that the role does not change, and `invalid_input` with the field: for a circle of managers too. */
export async function updatePerson(
  db: TenantDb,
  principal: Principal,
  id: string,
  input: unknown,
  { today, requestId }: { today: PlainDate; requestId?: string | null },
): Promise<void> {
  requirePermission(principal, 'people:read')
  const { custom, ...change } = parseInput(UpdatePersonInput, input)
  const fields = (Object.keys(change) as (keyof typeof change)[]).filter((field) => change[field] !== undefined)
  requireWritable(principal, fields)
  await db.$transaction(async (tx) => {
    if (custom && isUuid(id)) await lockRow(tx, 'employees', id)
    const person = isUuid(id)
      ? await tx.employee.findFirst({ where: { id }, select: { hiredOn: true, leftOn: true, birthDate: true, custom: true } })
      : null
    if (!person) throw new AppError('not_found', { message: 'There is no such person.' })
    await checkReferences(tx, change)
    if (change.managerId) await checkNoCycle(tx, id, change.managerId)
    const values = await applyValues(tx, principal, 'person', custom, { current: person.custom as CustomValues })
    const { hiredOn, leftOn, birthDate, ...facts } = change
    const data = {
      ...facts,
      ...(values && { custom: values.values }),
      ...(hiredOn !== undefined && { hiredOn: parsePlainDate(hiredOn)! }),
      ...(birthDate !== undefined && { birthDate: toDate(birthDate) }),
      ...(leftOn !== undefined && { leftOn: toDate(leftOn), status: leftOn !== null && leftOn <= today ? 'left' : 'active' }),
    }
    checkOrder({ ...person, ...data })
    await tx.employee.update({ where: { tenantId_id: { id } }, data })
    if (leftOn !== undefined) {
      // A last day to come is a planned leave, or nobody would ever close it.
      await tx.jobChange.deleteMany({ where: { employeeId: id, kind: 'leave', appliedAt: null } })
      if (leftOn !== null && leftOn > today) {
        const { kind, id: by } = actorOf(principal)
        await tx.jobChange.create({
          data: { employeeId: id, kind: 'leave', effectiveOn: parsePlainDate(leftOn)!, createdBy: `${kind}:${by}` },
        })
      }
    }
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'person.updated',
      subject: { kind: 'person', id },
      detail: { fields: [...fields, ...(values?.changed.map((key) => `custom.${key}`) ?? [])] },
      requestId,
    })
  })
}

const toDate = (day: PlainDate | null) => (day === null ? null : parsePlainDate(day))

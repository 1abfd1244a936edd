import { z } from 'zod'
import { type ActionScope, kit } from './kit'
import { yearOf } from './working-days'

export const COLOURS = ['fill', 'c2', 'c3', 'c4', 'c5', 'c6'] as const

/** By law at least, of a five-day week; a tenant elsewhere begins with twenty and sets its own. */
const DAYS_BY_LAW: Readonly<Record<string, number>> = { DE: 20, GB: 20, KR: 15 }
const DAYS_ELSEWHERE = 20

const Days = z.number().min(0).max(366).multipleOf(0.5)
const Type = z.strictObject({
  name: z.string().trim().min(1).max(60),
  colour: z.enum(COLOURS).default('fill'),
  /** Left out: no limit, and no balance. */
  daysPerYear: Days.optional(),
  carryOverDays: Days.default(0),
  allowsHalfDays: z.boolean().default(true),
})

const rowOf = ({ name, colour, daysPerYear, carryOverDays, allowsHalfDays }: z.output<typeof Type>) => ({
  name,
  colour,
  allowsHalfDays,
  halfDaysPerYear: daysPerYear === undefined ? null : daysPerYear * 2,
  carryOverHalfDays: carryOverDays * 2,
})

export const addType = kit.action({
  right: 'manage',
  audit: 'type_added',
  input: Type,
  api: { method: 'POST', path: '/types', name: 'addLeaveType', summary: 'A kind of leave, in days a year' },
  async run(scope, input) {
    const { id } = await scope.tables.leaveType.create({ data: { ...rowOf(input), firstYear: yearOf(scope.today) } })
    return { subject: { kind: 'leave-type', id }, detail: input }
  },
})

export const changeType = kit.action({
  right: 'manage',
  audit: 'type_changed',
  input: Type.extend({ id: z.uuid(), isArchived: z.boolean().default(false) }),
  api: { method: 'PUT', path: '/types/{id}', name: 'changeLeaveType', summary: 'Change a kind of leave, or archive it' },
  async run(scope, { id, isArchived, ...input }) {
    const { count } = await scope.tables.leaveType.updateMany({ where: { id }, data: { ...rowOf(input), isArchived } })
    if (count === 0) throw scope.refuse('not_found', 'errors.noType')
    return { subject: { kind: 'leave-type', id }, detail: { ...input, isArchived } }
  },
})

/** So that people can ask for leave from the moment it is installed: one kind, which the tenant changes to its own rules. */
export async function addFirstType({ tables, tenant, today, t }: ActionScope): Promise<void> {
  const days = DAYS_BY_LAW[tenant.country] ?? DAYS_ELSEWHERE
  await tables.leaveType.create({
    data: { name: t('firstType'), halfDaysPerYear: days * 2, carryOverHalfDays: 10, firstYear: yearOf(today) },
  })
}

import { z } from 'zod'
import { listRequests, openCalendar } from './absences'
import { type ActionScope, kit, type Scope } from './kit'
import { listBalances } from './list-balances'
import { dateOf, overlaps, withinYear, workingHalfDays, yearOf } from './working-days'

/** As words: '2.5'. */
export const inDays = (halfDays: number, { format }: Pick<Scope, 'format'>) => format.number(halfDays / 2)

export const request = kit.action({
  right: 'request',
  audit: 'requested',
  input: z.strictObject({
    /** Somebody else, by those who manage leave. */
    employeeId: z.uuid().optional(),
    typeId: z.uuid(),
    from: z.iso.date(),
    to: z.iso.date(),
    part: z.enum(['day', 'morning', 'afternoon']).default('day'),
    note: z.string().trim().max(500).default(''),
  }),
  api: { method: 'POST', path: '/requests', name: 'requestLeave', summary: 'Ask for leave; for somebody else by those who manage leave' },
  async run(scope, { employeeId = scope.me.employeeId ?? undefined, typeId, from, to, part, note }) {
    if (!employeeId) throw scope.refuse('conflict', 'errors.noProfile')
    if (employeeId !== scope.me.employeeId && !scope.may('manage'))
      throw scope.refuse('not_found', 'errors.nobody', { field: 'employeeId' })
    // Of two requests at one moment, the second waits here, and then sees the first.
    await scope.lockPerson(employeeId)
    const person = await scope.people.find(employeeId)
    const type = await scope.tables.leaveType.findFirst({ where: { id: typeId, isArchived: false } })
    if (!person) throw scope.refuse('not_found', 'errors.nobody', { field: 'employeeId' })
    if (!type) throw scope.refuse('invalid_input', 'errors.noType', { field: 'typeId' })
    if (to < from) throw scope.refuse('invalid_input', 'errors.order', { field: 'to' })
    if (Date.parse(to) - Date.parse(from) > 366 * 86_400_000) throw scope.refuse('invalid_input', 'errors.tooLong', { field: 'to' })
    if (part !== 'day' && (from !== to || !type.allowsHalfDays)) throw scope.refuse('invalid_input', 'errors.half', { field: 'part' })
    if (from < person.hiredOn || (person.leftOn !== null && to > person.leftOn)) {
      throw scope.refuse('invalid_input', 'errors.notEmployed', { field: 'from' })
    }
    const asked = { from, to, part }
    const calendar = await openCalendar(scope, from, to)
    if (workingHalfDays(asked, calendar) === 0) throw scope.refuse('invalid_input', 'errors.noWorkingDay', { field: 'from' })
    const others = await listRequests(scope, { ids: [employeeId], from, to })
    const other = others.find((each) => overlaps(each, asked))
    if (other) {
      const values = { from: scope.format.date(other.from), to: scope.format.date(other.to) }
      throw scope.refuse('conflict', 'errors.overlap', { field: 'from', values })
    }
    if (type.halfDaysPerYear !== null) {
      for (let year = yearOf(from); year <= yearOf(to); year++) {
        const needed = workingHalfDays(withinYear(asked, year)!, calendar)
        const own = (await listBalances(scope, person, year)).find((each) => each.type.id === typeId)!
        const left = own.balance!.left
        if (needed > left) {
          const values = { needed: inDays(needed, scope), left: inDays(Math.max(0, left), scope), year: String(year) }
          throw scope.refuse('conflict', 'errors.balance', { field: 'to', values })
        }
      }
    }
    const { id } = await scope.tables.leaveRequest.create({
      data: { employeeId, typeId, fromDate: dateOf(from), toDate: dateOf(to), part, note },
    })
    await tellDecider(scope, person, asked)
    return { subject: { kind: 'leave-request', id }, detail: { employeeId, typeId, from, to, part } }
  },
})

type Asked = { from: string; to: string }

/** The person's manager decides; of those without one, whoever manages leave. */
async function tellDecider(
  scope: ActionScope,
  person: { managerId: string | null; firstName: string; lastName: string },
  { from, to }: Asked,
) {
  const values = () => ({
    name: scope.people.name(person),
    from: scope.format.date(from),
    to: scope.format.date(to),
    company: scope.tenant.name,
  })
  await scope.mail(person.managerId ? { person: person.managerId } : { right: 'manage' }, 'asked', { path: '', values })
}

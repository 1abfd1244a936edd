import { z } from 'zod'
import { listRequests, listTypes, STATES } from './absences'
import { calendarPage } from './calendar-page'
import { approve, cancel, decline, mayLook } from './decide-leave'
import { kit } from './kit'
import { leavePage } from './leave-page'
import { balancePanel, homeCard } from './leave-parts'
import { addFirstType, addType, changeType } from './leave-types'
import { listBalances } from './list-balances'
import { request } from './request-leave'
import { typesPage } from './types-page'
import { yearOf } from './working-days'

const RequestView = z.object({
  id: z.uuid(),
  employeeId: z.uuid(),
  typeId: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  part: z.enum(['day', 'morning', 'afternoon']),
  state: z.enum(STATES),
  note: z.string(),
  answer: z.string(),
})
const Days = z.number().nullable()

export const leave = kit.plugin({
  navigation: [{ path: '', word: 'name', icon: 'calendar', right: 'read' }],
  pages: [
    kit.page({ path: '', right: 'read', render: leavePage }),
    kit.page({ path: '/calendar', right: 'read', render: calendarPage }),
    kit.page({ path: '/types', right: 'manage', render: typesPage }),
  ],
  panels: [kit.panel({ title: 'panel', right: 'read', render: balancePanel })],
  cards: [kit.card({ title: 'card', right: 'read', render: homeCard })],
  actions: { request, approve, decline, cancel, addType, changeType },
  reads: [
    kit.read({
      path: '/requests',
      name: 'listLeaveRequests',
      summary: 'Requests for leave of one person: yourself, somebody in your line, or anybody for those who manage leave',
      right: 'read',
      query: z.strictObject({
        employeeId: z.uuid(),
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: z.uuid().default('00000000-0000-0000-0000-000000000000'),
      }),
      output: z.object({ items: z.array(RequestView), nextCursor: z.string().nullable() }),
      run: async (scope, { query: { employeeId, from, to, limit, cursor } }) => {
        const person = await scope.people.find(employeeId)
        if (!person || !(await mayLook(scope, person))) throw scope.refuse('not_found', 'errors.nobody')
        const found = await listRequests(scope, { ids: [employeeId], states: STATES, from, to, take: limit, afterId: cursor })
        const items = found.map(({ type, ...each }) => ({ ...each, typeId: type.id }))
        return { items, nextCursor: items.length === limit ? items.at(-1)!.id : null }
      },
    }),
    kit.read({
      path: '/balances/{id}',
      name: 'showLeaveBalances',
      summary: 'What a person has of each kind of leave in a year, in days; null where there is no limit',
      right: 'read',
      query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
      output: z.object({
        items: z.array(
          z.object({
            typeId: z.uuid(),
            name: z.string(),
            entitled: Days,
            carried: Days,
            taken: Days,
            planned: Days,
            requested: Days,
            left: Days,
          }),
        ),
      }),
      run: async (scope, { params, query }) => {
        const person = await scope.people.find(params.id!)
        if (!person || !(await mayLook(scope, person))) throw scope.refuse('not_found', 'errors.nobody')
        const balances = await listBalances(scope, person, query.year ?? yearOf(scope.today))
        const days = (half: number | undefined) => (half === undefined ? null : half / 2)
        return {
          items: balances.map(({ type, balance }) => ({
            typeId: type.id,
            name: type.name,
            entitled: days(balance?.entitled),
            carried: days(balance?.carried),
            taken: days(balance?.taken),
            planned: days(balance?.planned),
            requested: days(balance?.requested),
            left: days(balance?.left),
          })),
        }
      },
    }),
    kit.read({
      path: '/types',
      name: 'listLeaveTypes',
      summary: 'Kinds of leave',
      right: 'read',
      output: z.object({
        items: z.array(
          z.object({ id: z.uuid(), name: z.string(), daysPerYear: Days, allowsHalfDays: z.boolean(), isArchived: z.boolean() }),
        ),
      }),
      run: async (scope) => ({
        items: (await listTypes(scope)).map(({ id, name, halfDaysPerYear, allowsHalfDays, isArchived }) => ({
          id,
          name,
          daysPerYear: halfDaysPerYear === null ? null : halfDaysPerYear / 2,
          allowsHalfDays,
          isArchived,
        })),
      }),
    }),
  ],
  events: { installed: addFirstType },
})

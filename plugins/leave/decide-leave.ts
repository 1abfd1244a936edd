import { z } from 'zod'
import { type ActionScope, kit, type Scope } from './kit'
import { dayOf } from './working-days'

const Answer = z.strictObject({ id: z.uuid(), answer: z.string().trim().max(500).default('') })

export const approve = kit.action({
  right: 'approve',
  audit: 'approved',
  input: Answer,
  api: { method: 'POST', path: '/requests/{id}/approve', name: 'approveLeave', summary: 'Approve a request of somebody in your line' },
  run: (scope, input) => decide(scope, input, 'approved'),
})

export const decline = kit.action({
  right: 'approve',
  audit: 'declined',
  input: Answer,
  api: { method: 'POST', path: '/requests/{id}/decline', name: 'declineLeave', summary: 'Decline a request of somebody in your line' },
  run: (scope, input) => decide(scope, input, 'declined'),
})

export const cancel = kit.action({
  right: 'request',
  audit: 'cancelled',
  input: z.strictObject({ id: z.uuid() }),
  api: {
    method: 'POST',
    path: '/requests/{id}/cancel',
    name: 'cancelLeave',
    summary: 'Take a request back, also an approved one that has not begun',
  },
  async run(scope, { id }) {
    const { found, person } = await lockRequest(scope, id)
    const isOwn = found.employeeId === scope.me.employeeId
    if (!isOwn && !scope.may('manage')) throw scope.refuse('not_found', 'errors.gone')
    const isOpen = found.state === 'requested' || found.state === 'approved'
    // What has begun is history: only those who manage leave correct it.
    if (!isOpen || (found.state === 'approved' && dayOf(found.fromDate) <= scope.today && !scope.may('manage'))) {
      throw scope.refuse('conflict', 'errors.decided')
    }
    await scope.tables.leaveRequest.updateMany({ where: { id }, data: { state: 'cancelled' } })
    const values = () => ({ ...daysOf(scope, found), name: scope.people.name(person), company: scope.tenant.name })
    if (found.state === 'approved') {
      await scope.mail(person.managerId ? { person: person.managerId } : { right: 'manage' }, 'cancelled', { path: '/calendar', values })
    }
    return { subject: { kind: 'leave-request', id }, detail: { employeeId: found.employeeId, was: found.state } }
  },
})

async function decide(scope: ActionScope, { id, answer }: z.output<typeof Answer>, state: 'approved' | 'declined') {
  const { found, person } = await lockRequest(scope, id)
  if (!(await mayDecide(scope, person))) throw scope.refuse('not_found', 'errors.gone')
  if (found.state !== 'requested') throw scope.refuse('conflict', 'errors.decided')
  await scope.tables.leaveRequest.updateMany({
    where: { id },
    data: { state, answer, decidedBy: scope.me.userId, decidedAt: new Date() },
  })
  const values = () => ({ ...daysOf(scope, found), answer: answer || '–', company: scope.tenant.name })
  await scope.mail({ person: person.id }, state, { path: '', values })
  return { subject: { kind: 'leave-request', id }, detail: { employeeId: person.id } }
}

/** The person's own line decides, or whoever manages leave; nobody about themselves. */
export async function mayDecide(scope: Scope, person: { id: string; managerId: string | null }): Promise<boolean> {
  if (!scope.may('approve') || person.id === scope.me.employeeId) return false
  if (scope.may('manage') || (scope.me.employeeId !== null && person.managerId === scope.me.employeeId)) return true
  return (await scope.people.relations([person.id]))(person.id) === 'below'
}

/** Whether these requests are the reader's business: their own, those of their line, or all for whoever manages leave. */
export async function mayLook(scope: Scope, person: { id: string; managerId: string | null }): Promise<boolean> {
  return person.id === scope.me.employeeId || scope.may('manage') || mayDecide(scope, person)
}

/** Under the person's lock: two answers to one request come one after the other. */
async function lockRequest(scope: ActionScope, id: string) {
  const asked = await scope.tables.leaveRequest.findFirst({ where: { id }, select: { employeeId: true } })
  if (!asked) throw scope.refuse('not_found', 'errors.gone')
  await scope.lockPerson(asked.employeeId)
  const found = (await scope.tables.leaveRequest.findFirst({ where: { id } }))!
  const person = await scope.people.find(asked.employeeId)
  if (!person) throw scope.refuse('not_found', 'errors.gone')
  return { found, person }
}

const daysOf = (scope: Scope, { fromDate, toDate }: { fromDate: Date; toDate: Date }) => ({
  from: scope.format.date(dayOf(fromDate)),
  to: scope.format.date(dayOf(toDate)),
})

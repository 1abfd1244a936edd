import { z } from 'zod'
import { kit } from './kit'

export const give = kit.action({
  right: 'give',
  audit: 'given',
  input: z.strictObject({ toId: z.uuid(), message: z.string().trim().min(1).max(2_000) }),
  api: { method: 'POST', path: '', name: 'giveKudos', summary: 'Thank a colleague' },
  async run(scope, { toId, message }) {
    const { me, people, settings, tables } = scope
    if (!me.employeeId) throw scope.refuse('conflict', 'errors.noProfile')
    if (me.employeeId === toId) throw scope.refuse('invalid_input', 'errors.yourself', { field: 'toId' })
    const to = await people.find(toId)
    if (to?.status !== 'active') throw scope.refuse('invalid_input', 'errors.gone', { field: 'toId' })
    const count = settings.messageLengthMax
    if (message.length > count) throw scope.refuse('invalid_input', 'errors.tooLong', { values: { count }, field: 'message' })
    const { id } = await tables.kudo.create({ data: { fromId: me.employeeId, toId, message } })
    if (settings.mailsPerson) {
      const values = { from: me.name, message, company: scope.tenant.name }
      await scope.mail({ person: toId }, 'given', { path: '', values: () => values })
    }
    return { subject: { kind: 'kudo', id }, detail: { toId } }
  },
})

export const remove = kit.action({
  right: 'remove',
  audit: 'removed',
  input: z.strictObject({ id: z.uuid() }),
  api: { method: 'DELETE', path: '/{id}', name: 'removeKudos', summary: 'Take a thank-you away' },
  async run({ tables }, { id }) {
    await tables.kudo.deleteMany({ where: { id } })
    return { subject: { kind: 'kudo', id } }
  },
})

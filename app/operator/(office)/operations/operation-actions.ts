'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { actorOf, type OperatorPermission, requirePermission } from '@/lib/auth'
import { cancelOperation as cancel, getOperation, retryOperation as retry } from '@/lib/operations'

const input = z.object({ id: z.uuid() })
/** Whoever may ask for a kind of work may also stop it and go on with it. */
const NEEDED: Partial<Record<string, OperatorPermission>> = {
  'people.import': 'import:run',
  'tenant.export': 'tenant:export',
  'tenant.delete': 'tenant:delete',
}
const neededFor = (kind: string) => NEEDED[kind] ?? 'tenant:update'

export const cancelOperation = defineOperatorAction({
  input,
  permission: 'operation:read',
  async perform({ input: { id }, principal, requestId }) {
    requirePermission(principal, neededFor((await getOperation(id)).kind))
    await cancel(id, actorOf(principal), requestId)
  },
})

export const retryOperation = defineOperatorAction({
  input,
  permission: 'operation:read',
  async perform({ input: { id }, principal, requestId }) {
    requirePermission(principal, neededFor((await getOperation(id)).kind))
    await retry(id, actorOf(principal), requestId)
  },
})

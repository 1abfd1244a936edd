'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant, PATTERNS } from '@/lib/catalog'
import { cancelMove as cancel, purgeFormer as purge, startMove as start } from '@/lib/lifecycle'

/** Data: the operation, whose page shows the move. */
export const startMove = defineOperatorAction({
  input: z.object({
    slug: z.string().min(1).max(64),
    toPattern: z.enum(PATTERNS),
    toServerId: z.uuid().optional(),
    method: z.enum(['auto', 'online', 'offline']),
  }),
  permission: 'tenant:move',
  refreshes: false,
  async perform({ input: { slug, ...wanted }, principal, requestId }) {
    const { id } = await getTenant(slug)
    return { operationId: (await start(principal, { ...wanted, tenantId: id, requestId })).id }
  },
})

export const cancelMove = defineOperatorAction({
  input: z.object({ id: z.uuid() }),
  permission: 'tenant:move',
  async perform({ input, principal, requestId }) {
    await cancel(principal, input.id, { requestId })
  },
})

export const purgeFormer = defineOperatorAction({
  input: z.object({ id: z.uuid() }),
  permission: 'tenant:move',
  async perform({ input, principal, requestId }) {
    await purge(principal, { moveId: input.id, requestId })
  },
})

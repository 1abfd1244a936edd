'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { callOffDeletion as callOff, cancelExport as cancel, requestDeletion as request, startExport as start } from '@/lib/lifecycle'

const slug = z.string().min(1).max(64)

export const startExport = defineOperatorAction({
  input: z.object({ slug }),
  permission: 'tenant:export',
  async perform({ input, principal, requestId }) {
    const { id } = await start(principal, { tenantId: (await getTenant(input.slug)).id, requestId })
    return { id }
  },
})

export const cancelExport = defineOperatorAction({
  input: z.object({ slug, id: z.uuid() }),
  permission: 'tenant:export',
  async perform({ input, principal, requestId }) {
    await cancel(principal, { tenantId: (await getTenant(input.slug)).id, exportId: input.id, requestId })
  },
})

export const requestDeletion = defineOperatorAction({
  input: z.object({ slug, confirm: z.string().max(64), reason: z.string().max(500) }),
  permission: 'tenant:delete',
  async perform({ input: { slug: which, ...fields }, principal, requestId }) {
    await request(principal, { ...fields, tenantId: (await getTenant(which)).id, requestId })
  },
})

export const callOffDeletion = defineOperatorAction({
  input: z.object({ slug }),
  permission: 'tenant:delete',
  async perform({ input, principal, requestId }) {
    await callOff(principal, { tenantId: (await getTenant(input.slug)).id, requestId })
  },
})

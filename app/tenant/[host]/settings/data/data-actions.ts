'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { cancelExport as cancel, startExport as start } from '@/lib/lifecycle'

const permission = 'data:export'

export const startExport = defineMemberAction({
  input: z.looseObject({}),
  permission,
  async perform({ principal, tenant, requestId }) {
    return { id: (await start(principal, { tenantId: tenant.id, requestId })).id }
  },
})

export const cancelExport = defineMemberAction({
  input: z.object({ id: z.uuid() }),
  permission,
  async perform({ input, principal, tenant, requestId }) {
    await cancel(principal, { tenantId: tenant.id, exportId: input.id, requestId })
  },
})

'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { RequestTierInput, requestTier, withdrawTierRequest } from '@/lib/lifecycle'

const permission = 'settings:write'

export const askForPlan = defineMemberAction({
  input: z.object({ tier: RequestTierInput.shape.tier, note: RequestTierInput.shape.note }),
  permission,
  async perform({ input, principal, tenant, requestId }) {
    await requestTier(principal, { ...input, tenantId: tenant.id, requestId })
  },
})

export const withdrawPlan = defineMemberAction({
  input: z.object({}),
  permission,
  perform: ({ principal, tenant, requestId }) => withdrawTierRequest(principal, { tenantId: tenant.id, requestId }),
})

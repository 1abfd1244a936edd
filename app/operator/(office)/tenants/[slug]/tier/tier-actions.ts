'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { ChangeTierInput, changeTier as change } from '@/lib/lifecycle'

/** Data: the operation to watch. */
export const changeTier = defineOperatorAction({
  input: z.object({ slug: z.string().min(1).max(64), tier: ChangeTierInput.shape.tier, toPattern: ChangeTierInput.shape.toPattern }),
  permission: 'tenant:update',
  refreshes: false,
  async perform({ input: { slug, ...wanted }, principal, requestId }) {
    return { id: (await change(principal, { ...wanted, tenantId: (await getTenant(slug)).id, requestId })).id }
  },
})

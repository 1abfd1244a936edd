'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { measureUsage } from '@/lib/lifecycle'

export const measureTenant = defineOperatorAction({
  input: z.object({ slug: z.string().min(1).max(64) }),
  permission: 'tenant:read',
  async perform({ input, principal, requestId }) {
    await measureUsage(principal, { tenantId: (await getTenant(input.slug)).id, requestId })
  },
})

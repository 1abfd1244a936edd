'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { checkDomain, claimDomain, releaseDomain, setPrimaryDomain } from '@/lib/lifecycle'

const host = z.string().trim().max(253)
const permission = 'settings:write' as const

export const claimOwnDomain = defineMemberAction({
  input: z.object({ host }),
  permission,
  async perform({ input, principal, tenant, requestId }) {
    await claimDomain(principal, { host: input.host, tenantId: tenant.id, requestId })
  },
})

export const checkOwnDomain = defineMemberAction({
  input: z.object({ host }),
  permission,
  async perform({ input, principal, tenant, requestId }) {
    await checkDomain(principal, { host: input.host, tenantId: tenant.id, requestId })
  },
})

export const setOwnPrimaryDomain = defineMemberAction({
  input: z.object({ host: host.nullable() }),
  permission,
  perform: ({ input, principal, tenant, requestId }) => setPrimaryDomain(principal, { host: input.host, tenantId: tenant.id, requestId }),
})

export const releaseOwnDomain = defineMemberAction({
  input: z.object({ host }),
  permission,
  perform: ({ input, principal, tenant, requestId }) => releaseDomain(principal, { host: input.host, tenantId: tenant.id, requestId }),
})

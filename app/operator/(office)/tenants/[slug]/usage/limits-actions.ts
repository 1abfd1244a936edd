'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { findTrial, getTenant, getTenantLimits } from '@/lib/catalog'
import { dismissTierRequest, setDeployment, setTenantLimits, setTrial } from '@/lib/lifecycle'

const slug = z.string().min(1).max(64)
const permission = 'tenant:update'
/** What is left empty is the tier's. */
const limit = z
  .string()
  .max(20)
  .transform((text) => (text === '' ? null : Number(text)))

export const saveLimits = defineOperatorAction({
  input: z.object({
    slug,
    rowsMax: limit,
    storageBytesMax: limit,
    requestsPerSecond: limit,
    concurrentQueries: limit,
    statementTimeoutSeconds: limit,
    pool: z.string().max(40),
    reserve: z.string().max(5).transform(Number),
    deployment: z.string().max(40),
    endsOn: z.string().max(10),
  }),
  permission,
  async perform({ input: { slug: which, pool, reserve, deployment, endsOn, ...limits }, principal, requestId }) {
    const { id: tenantId } = await getTenant(which)
    const [before, trial] = await Promise.all([getTenantLimits(tenantId), findTrial(tenantId)])
    await setTenantLimits(principal, { tenantId, limits, pool, reserve, requestId })
    if ((deployment || null) !== before.deployment) await setDeployment(principal, { tenantId, deployment: deployment || null, requestId })
    if ((endsOn || null) !== (trial?.endsOn ?? null)) await setTrial(principal, { tenantId, endsOn: endsOn || null, requestId })
  },
})

export const dismissRequest = defineOperatorAction({
  input: z.object({ slug }),
  permission,
  async perform({ input, principal, requestId }) {
    await dismissTierRequest(principal, { tenantId: (await getTenant(input.slug)).id, requestId })
  },
})

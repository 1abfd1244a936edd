import { z } from 'zod'
import { findTierRequest } from '@/lib/catalog'
import { getTenantPlan, RequestTierInput, requestTier, withdrawTierRequest } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant } from '../frame/paging'

const tag = 'plan'
const auth = { tenant: 'settings:write' } as const
const Figure = z.object({ used: z.number().nullable(), limit: z.number() })
const PlanShape = z.object({
  tier: z.string(),
  name: z.string(),
  records: Figure.describe('Used: null until something was written.'),
  storageBytes: Figure,
  requestsPerSecond: z.number(),
  concurrentQueries: z.number(),
  statementTimeoutSeconds: z.number(),
  features: z.array(z.string()),
  trial: z.object({ endsOn: z.iso.date(), stage: z.string() }).nullable(),
  request: z.object({ tier: z.string(), note: z.string(), at: Instant }).nullable(),
  tiers: z.array(z.object({ tier: z.string(), name: z.string() })).describe('Those that may be asked for.'),
})
type Called = Parameters<typeof getTenantPlan>

async function show(...[principal, tenant, db]: Called): Promise<z.input<typeof PlanShape>> {
  const { request, ...plan } = await getTenantPlan(principal, tenant, db)
  return { ...plan, request: request && { tier: request.tier, note: request.note, at: instant(request.createdAt) } }
}

export const PLAN_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/plan',
    name: 'showPlan',
    summary: 'The plan, what of it is used, and what is asked for',
    tag,
    auth,
    output: PlanShape,
    run: ({ principal, tenant, db }) => show(principal, tenant, db),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/plan/request',
    name: 'requestPlan',
    summary: 'Ask for another plan; whoever runs the service answers',
    tag,
    auth,
    body: z.strictObject({ tier: RequestTierInput.shape.tier, note: RequestTierInput.shape.note }),
    output: PlanShape,
    run: async ({ principal, tenant, db, body, requestId }) => {
      await requestTier(principal, { ...body, tenantId: tenant.id, requestId })
      return show(principal, tenant, db)
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/plan/request',
    name: 'withdrawPlanRequest',
    summary: 'Take the request back',
    tag,
    auth,
    output: z.null(),
    status: 204,
    run: async ({ principal, tenant, requestId }) => {
      if (await findTierRequest(tenant.id)) await withdrawTierRequest(principal, { tenantId: tenant.id, requestId })
      return null
    },
  }),
]

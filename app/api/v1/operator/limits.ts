import { z } from 'zod'
import { findTierRequest, findTrial, getTenant, getTenantLimits, listPools, listTierRequests, listWebProcesses } from '@/lib/catalog'
import {
  dismissTierRequest,
  LimitsInput,
  ResourcePoolInput,
  SetDeploymentInput,
  SetLimitsInput,
  SetTrialInput,
  setDeployment,
  setTenantLimits,
  setTrial,
  TierTermsInput,
  unscopedChangeTierTerms,
  unscopedSetResourcePool,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, pageOf, paging } from '../frame/paging'
import { TenantParams } from './tenants'

const tag = 'limits'
const { key: _key, requestId: _poolRequest, ...poolBody } = ResourcePoolInput.shape
const { tenantId: _id, requestId: _request, ...limitsBody } = SetLimitsInput.shape
const { tenantId: _tenant, requestId: _deploymentRequest, ...deploymentBody } = SetDeploymentInput.shape
const { tier: _tier, requestId: _termsRequest, ...termsBody } = TierTermsInput.shape

const PoolShape = z.object({ key: z.string(), percent: z.number().int(), floor: z.number().int(), ceiling: z.number().int() })
const TrialShape = z.object({ endsOn: z.iso.date(), stage: z.string() }).nullable()
const RequestShape = z.object({ tenant: z.string(), name: z.string(), from: z.string(), to: z.string(), note: z.string(), at: Instant })
const LimitsShape = z.object({
  limits: LimitsInput.describe('What holds.'),
  tierLimits: LimitsInput,
  overrides: LimitsInput.partial().describe('What the tenant has instead of its tier.'),
  pool: PoolShape,
  reserve: z.number().int().describe('Connections of each process that are kept free for it.'),
  deployment: z.string().nullable(),
  trial: TrialShape,
  request: RequestShape.nullable().describe('The plan that the tenant asks for.'),
})

async function show(slug: string): Promise<z.input<typeof LimitsShape>> {
  const { id } = await getTenant(slug)
  const [limits, trial, request] = await Promise.all([getTenantLimits(id), findTrial(id), findTierRequest(id)])
  return { ...limits, trial, request: request && viewRequest(request) }
}
type Found = NonNullable<Awaited<ReturnType<typeof findTierRequest>>>
const viewRequest = ({ slug, name, fromTier, tier, note, createdAt }: Found) => ({
  ...{ tenant: slug, name, from: fromTier, to: tier, note },
  at: instant(createdAt),
})

export const LIMIT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/limits',
    name: 'showLimits',
    summary: 'Limits, resource pool, reserve, deployment and trial of a tenant',
    tag,
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: LimitsShape,
    run: ({ params }) => show(params.slug),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/tenants/{slug}/limits',
    name: 'setLimits',
    summary: 'Limits of its own (null: the tier’s again), another pool, a reserve; holds within a second',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: z.strictObject(limitsBody),
    output: LimitsShape,
    run: async ({ principal, params, body, requestId }) => {
      await setTenantLimits(principal, { ...body, tenantId: (await getTenant(params.slug)).id, requestId })
      return show(params.slug)
    },
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/tenants/{slug}/deployment',
    name: 'setDeployment',
    summary: 'The deployment whose web processes alone serve the tenant; null: those without a name',
    tag,
    auth: { operator: 'tenant:move' },
    params: TenantParams,
    body: z.strictObject(deploymentBody),
    output: LimitsShape,
    run: async ({ principal, params, body, requestId }) => {
      await setDeployment(principal, { ...body, tenantId: (await getTenant(params.slug)).id, requestId })
      return show(params.slug)
    },
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/tenants/{slug}/trial',
    name: 'setTrial',
    summary: 'The last day of a trial; null: it is a customer',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: z.strictObject({ endsOn: SetTrialInput.shape.endsOn }),
    output: LimitsShape,
    run: async ({ principal, params, body, requestId }) => {
      await setTrial(principal, { ...body, tenantId: (await getTenant(params.slug)).id, requestId })
      return show(params.slug)
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/tenants/{slug}/tier-request',
    name: 'dismissTierRequest',
    summary: 'Answer no to the plan that the tenant asks for; a change of tier answers yes',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    output: z.null(),
    status: 204,
    run: async ({ principal, params, requestId }) => {
      await dismissTierRequest(principal, { tenantId: (await getTenant(params.slug)).id, requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tier-requests',
    name: 'listTierRequests',
    summary: 'Plans that tenants ask for and nobody has answered, the oldest first',
    tag,
    auth: { operator: 'tenant:read' },
    query: z.strictObject(paging),
    output: pageOf(RequestShape),
    run: async ({ query }) => {
      const { requests, nextCursor } = await listTierRequests(query)
      return { items: requests.map(viewRequest), nextCursor }
    },
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/tiers/{tier}',
    name: 'changeTierTerms',
    summary: 'What a tier allows, for all its tenants; holds within a second',
    tag: 'tiers',
    auth: { operator: 'server:manage' },
    params: z.object({ tier: z.string().max(40) }),
    body: z.strictObject(termsBody),
    output: z.object({ key: z.string(), limits: LimitsInput, trialDays: z.number().int().nullable() }),
    run: ({ principal, params, body, requestId }) => unscopedChangeTierTerms(principal, { ...body, tier: params.tier, requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/pools',
    name: 'listPools',
    summary: 'Resource pools: what of each process’s connections their tenants get',
    tag,
    auth: { operator: 'tenant:read' },
    output: z.object({ items: z.array(PoolShape.extend({ tenants: z.number().int().describe('Those that were put there.') })) }),
    run: async () => ({ items: await listPools() }),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/pools/{key}',
    name: 'setPool',
    summary: 'Make a resource pool, or change it for all its tenants',
    tag,
    auth: { operator: 'server:manage' },
    params: z.object({ key: z.string().max(40) }),
    body: z.strictObject(poolBody),
    output: PoolShape,
    run: ({ principal, params, body, requestId }) => unscopedSetResourcePool(principal, { ...body, key: params.key, requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/web-processes',
    name: 'listWebProcesses',
    summary: 'Web processes that live, and the deployment that each serves',
    tag: 'service',
    auth: { operator: 'operation:read' },
    output: z.object({
      items: z.array(
        z.object({
          host: z.string(),
          processId: z.number().int(),
          deployment: z.string().nullable(),
          startedAt: Instant,
          heartbeatAt: Instant,
        }),
      ),
    }),
    run: async () => ({
      items: (await listWebProcesses()).map((process) => ({
        ...process,
        startedAt: instant(process.startedAt),
        heartbeatAt: instant(process.heartbeatAt),
      })),
    }),
  }),
]

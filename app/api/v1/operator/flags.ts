import { z } from 'zod'
import { explainFlags, type FlagExplanation, getTenant } from '@/lib/catalog'
import { setFlag } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { TenantParams } from './tenants'

const FlagShape = z.object({
  key: z.string(),
  value: z.unknown(),
  rule: z.string().describe('Which rule won: kill switch, tenant, roll-out, tier or default.'),
  default: z.unknown(),
  tenantValue: z.unknown(),
  owner: z.string(),
  tierFeature: z.string().nullable(),
})
const view = ({ key, value, rule, default: fallback, tenantValue, owner, tierFeature }: FlagExplanation): z.input<typeof FlagShape> => ({
  key,
  value,
  rule,
  default: fallback,
  tenantValue,
  owner,
  tierFeature,
})

export const FLAG_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/flags',
    name: 'listFlags',
    summary: 'Every flag with its value for the tenant, and the rule that won',
    tag: 'flags',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: z.object({ items: z.array(FlagShape) }),
    run: async ({ params }) => ({ items: (await explainFlags((await getTenant(params.slug)).id)).map(view) }),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/tenants/{slug}/flags/{key}',
    name: 'setFlag',
    summary: 'Give the tenant a value of its own, or take it back with null',
    tag: 'flags',
    auth: { operator: 'flag:set' },
    params: TenantParams.extend({ key: z.string().max(80) }),
    body: z.strictObject({ value: z.union([z.boolean(), z.number(), z.string(), z.null()]) }),
    output: FlagShape,
    run: async ({ principal, params, body, requestId }) => {
      const { id } = await getTenant(params.slug)
      return view(await setFlag(principal, { tenantId: id, key: params.key, value: body.value, requestId }))
    },
  }),
]

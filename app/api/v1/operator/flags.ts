import { z } from 'zod'
import { explainFlags, FLAG_RULES, type FlagExplanation, getTenant, listFlagReach } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { setFlag, unscopedSetFlagRule } from '@/lib/lifecycle'
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

const RuleShape = z.object({
  key: z.string(),
  owner: z.string(),
  default: z.unknown(),
  tierFeature: z.string().nullable(),
  rule: z.object({ isKilled: z.boolean(), rolloutPercent: z.number().int().nullable() }),
  byRule: z.record(z.enum(FLAG_RULES), z.number().int()).describe('Served tenants by the rule that decides for them.'),
  on: z.number().int(),
  tenants: z.number().int(),
})

export const FLAG_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/flags',
    name: 'listFlagRules',
    summary: 'Every flag across all tenants: its kill switch, its roll-out, and whom they reach',
    tag: 'flags',
    auth: { operator: 'tenant:read' },
    output: z.object({ items: z.array(RuleShape) }),
    run: async () => ({ items: await listFlagReach() }),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/flags/{key}',
    name: 'setFlagRule',
    summary: 'The kill switch and the roll-out of a flag, for all tenants at once',
    tag: 'flags',
    auth: { operator: 'flag:set' },
    params: z.object({ key: z.string().max(80) }),
    body: z.strictObject({ isKilled: z.boolean().optional(), rolloutPercent: z.number().int().min(0).max(100).nullable().optional() }),
    output: RuleShape,
    run: async ({ principal, params, body, requestId }) => {
      await unscopedSetFlagRule(principal, { ...params, ...body, requestId })
      const reach = (await listFlagReach()).find(({ key }) => key === params.key)
      if (!reach) throw new AppError('not_found', { message: `There is no flag ${params.key}.` })
      return reach
    },
  }),
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

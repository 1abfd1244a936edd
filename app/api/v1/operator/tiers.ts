import { z } from 'zod'
import { getTenant, listTiers, PATTERNS } from '@/lib/catalog'
import { ChangeTierInput, changeTier, PreviewTierInput, previewTier } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { OperationShape } from '../shared/operation-view'
import { TenantParams } from './tenants'

const tag = 'tiers'
const Pattern = z.enum(PATTERNS)
const LimitsShape = z.object({
  customFieldsMax: z.number(),
  rowsMax: z.number(),
  storageBytesMax: z.number(),
  requestsPerSecond: z.number(),
  concurrentQueries: z.number(),
  statementTimeoutSeconds: z.number(),
})
const SideShape = z.object({ tier: z.string(), name: z.string(), pattern: Pattern, limits: LimitsShape })
const Blocker = z.object({ code: z.string(), message: z.string() })
const PreviewShape = z.object({
  from: SideShape,
  to: SideShape,
  patterns: z.array(Pattern),
  gains: z.array(z.string()),
  losses: z.array(z.string()),
  move: z
    .object({
      method: z.enum(['online', 'offline']),
      rows: z.number(),
      bytes: z.number(),
      tables: z.number(),
      predictedSeconds: z.number(),
      predictedPauseMs: z.number(),
    })
    .nullable()
    .describe('Null where the data stays where it is.'),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  blockers: z.array(Blocker).describe('Everything in the way; with one of them the change does not start.'),
})
const { tier, toPattern, toServerId } = PreviewTierInput.shape
const { tenantId: _id, requestId: _request, ...wanted } = ChangeTierInput.shape

export const TIER_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tiers',
    name: 'listTiers',
    summary: 'Tiers: what each allows, and its limits and features',
    tag,
    auth: { operator: 'tenant:read' },
    output: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          allowedPatterns: z.array(Pattern),
          defaultPattern: Pattern,
          limits: LimitsShape,
          features: z.array(z.string()),
          trialDays: z.number().int().nullable().describe('How long who signs up may try it; null: as long as they like.'),
        }),
      ),
    }),
    run: async () => ({ items: await listTiers() }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/tier',
    name: 'previewTier',
    summary: 'What a change of tier would do: move, time and pause, gains and losses, and all that is in its way',
    tag,
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    query: z.strictObject({ tier: tier.optional().describe('The tier of now unless said otherwise.'), toPattern, toServerId }),
    output: PreviewShape,
    run: async ({ principal, params, query }) => {
      const { id, tierKey } = await getTenant(params.slug)
      return previewTier(principal, { ...query, tier: query.tier ?? tierKey, tenantId: id })
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/tier',
    name: 'changeTier',
    summary: 'Change the tier; where the pattern changes too, the data moves first',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: z.strictObject(wanted),
    output: OperationShape,
    status: 202,
    run: async ({ principal, params, body, requestId }) =>
      changeTier(principal, { ...body, tenantId: (await getTenant(params.slug)).id, requestId }),
  }),
]

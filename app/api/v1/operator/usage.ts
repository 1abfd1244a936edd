import { z } from 'zod'
import { findUsage, getTenant, listFormerPlacements, listRequests, type TenantUsage } from '@/lib/catalog'
import { measureUsage } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, instantOrNull } from '../frame/paging'
import { TenantParams } from './tenants'

const Figures = { rows: z.number().int(), bytes: z.number().int() }
const UsageShape = z.object({
  measured: z
    .object({
      at: Instant,
      ...Figures,
      tables: z.array(z.object({ name: z.string(), ...Figures })),
      history: z.array(z.object({ day: z.iso.date(), ...Figures })),
    })
    .nullable()
    .describe('Null for a tenant that was never measured.'),
  requests: z.array(z.object({ hour: Instant, requests: z.number().int() })).describe('The last 24 hours, the oldest first.'),
})

async function view(tenantId: string, usage: TenantUsage | null): Promise<z.input<typeof UsageShape>> {
  const requests = await listRequests(tenantId)
  const measured = usage && {
    at: instant(usage.measuredAt),
    rows: usage.rows,
    bytes: usage.bytes,
    tables: usage.tables.map((table) => ({ ...table })),
    history: usage.history,
  }
  return { measured, requests: requests.map((hour) => ({ hour: instant(hour.hour), requests: hour.requests })) }
}

export const USAGE_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/usage',
    name: 'showUsage',
    summary: 'Rows and bytes by table as last measured, day by day, and requests by hour',
    tag: 'tenants',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: UsageShape,
    run: async ({ params }) => {
      const { id } = await getTenant(params.slug)
      return view(id, await findUsage(id))
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/usage',
    name: 'measureUsage',
    summary: 'Measure the tenant now; reads all its tables',
    tag: 'tenants',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: UsageShape,
    run: async ({ principal, params, requestId }) => {
      const { id } = await getTenant(params.slug)
      return view(id, await measureUsage(principal, { tenantId: id, requestId }))
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/former-places',
    name: 'listFormerPlaces',
    summary: 'Where the tenant lived before, and until when the old copies are kept',
    tag: 'tenants',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: z.object({
      items: z.array(
        z.object({
          epoch: z.number().int(),
          pattern: z.string(),
          server: z.string(),
          database: z.string(),
          schema: z.string(),
          leftAt: Instant,
          keptUntil: Instant,
          purgedAt: Instant.nullable(),
          moveId: z.uuid().nullable(),
        }),
      ),
    }),
    run: async ({ params }) => {
      const places = await listFormerPlacements((await getTenant(params.slug)).id)
      return {
        items: places.map((place) => ({
          ...place,
          leftAt: instant(place.leftAt),
          keptUntil: instant(place.keptUntil),
          purgedAt: instantOrNull(place.purgedAt),
        })),
      }
    },
  }),
]

import { z } from 'zod'
import { getTenant, listTenants, TENANT_STATUSES, type TenantDetail } from '@/lib/catalog'
import {
  CreateTenantInput,
  createTenant,
  renameTenant,
  StopTenantInput,
  startTenant,
  stopTenant,
  UpdateTenantInput,
  updateTenant,
} from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const slug = z.string().min(1)
const DETAILS = {
  tier: { help: 'free, standard or enterprise', placeholder: 'tier' },
  pattern: { help: 'row, schema, database or instance, as the tier allows', placeholder: 'pattern' },
  locale: { help: 'en or ko', placeholder: 'locale' },
  timeZone: { help: 'such as Asia/Seoul', placeholder: 'zone' },
  country: { help: 'two letters, such as KR', placeholder: 'country' },
  currency: { help: 'three letters, such as KRW', placeholder: 'currency' },
}
const { ownerEmail, brandColour, ...fields } = CreateTenantInput.shape
const change = UpdateTenantInput.omit({ tenantId: true, requestId: true }).shape

export const TENANT_COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'create',
    summary: 'Open a tenant; its owner gets an invitation by mail',
    positionals: ['slug'],
    options: {
      name: { help: "the company's name", placeholder: 'name' },
      owner: { help: 'who gets the first invitation', placeholder: 'e-mail' },
      ownerName: { help: "that person's name", placeholder: 'name' },
      ...DETAILS,
      region: { help: 'where its data lives', placeholder: 'region' },
      brand: { help: 'the brand colour, such as #0f6b66', placeholder: 'colour' },
      mark: { help: 'a bundled mark', placeholder: 'mark' },
      detach: { help: 'do not wait until it is open', isFlag: true },
    },
    input: z.strictObject({ ...fields, owner: ownerEmail, brand: brandColour, detach: z.boolean().default(false) }),
    run: async ({ detach, owner, brand, ...input }, context) => {
      const { tenant, operation } = await createTenant(cliPrincipal, { ...input, ownerEmail: owner, brandColour: brand })
      if (detach) return { tenant, operation }
      return { operation: await followOperation(operation.id, context), tenant: await getTenant(tenant.id) }
    },
    print: ({ tenant, operation }) => `${tenant.slug} (${tenant.id}): ${tenant.status}\noperation ${operation.id}: ${operation.state}`,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'list',
    summary: 'Tenants, newest first',
    options: {
      search: { help: 'part of the name or of the slug' },
      status: { help: TENANT_STATUSES.join(', '), placeholder: 'status' },
      tier: DETAILS.tier,
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({
      search: z.string().optional(),
      status: z.enum(TENANT_STATUSES).optional(),
      tier: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    run: async (query) => {
      const { tenants, nextCursor, total } = await listTenants(query)
      return { items: tenants, nextCursor, total }
    },
    print: ({ items, total, nextCursor }) => {
      const rows = items.map((tenant) => [tenant.slug, tenant.name, tenant.status, tenant.tierKey, String(tenant.peopleCount ?? '')])
      return `${printTable(['slug', 'name', 'status', 'tier', 'people'], rows)}\n${items.length} of ${total}${nextCursor ? `; next: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'show',
    summary: 'One tenant, by slug or id',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: (input) => getTenant(input.slug),
    print: printTenant,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'update',
    summary: 'Change what is given',
    positionals: ['slug'],
    options: { name: { help: "the company's name", placeholder: 'name' }, ...DETAILS },
    input: z.strictObject({ slug, ...change }),
    run: async ({ slug: which, ...given }) => {
      const { id } = await getTenant(which)
      await updateTenant(cliPrincipal, { ...given, tenantId: id })
      return getTenant(id)
    },
    print: printTenant,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'rename',
    summary: 'Another address; the old one leads to it for 90 days and stays reserved',
    positionals: ['slug', 'to'],
    input: z.strictObject({ slug, to: slug }),
    run: async ({ slug: which, to }) => {
      const { id } = await getTenant(which)
      await renameTenant(cliPrincipal, { tenantId: id, slug: to })
      return getTenant(id)
    },
    print: printTenant,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'stop',
    summary: 'Refuse every request of a tenant, and end all its sessions, within a second',
    positionals: ['slug'],
    confirm: 'slug',
    options: { reason: { help: 'what the trail will say', placeholder: 'reason' } },
    input: z.strictObject({ slug, reason: StopTenantInput.shape.reason }),
    run: async ({ slug: which, reason }) => {
      const { id } = await getTenant(which)
      await stopTenant(cliPrincipal, { tenantId: id, reason })
      return getTenant(id)
    },
    print: ({ slug: which }) => `${which} is stopped. Start it again with: rowhouse tenant start ${which}`,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'start',
    summary: 'Serve a stopped tenant again; old sessions stay ended',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: async (input) => {
      const { id } = await getTenant(input.slug)
      await startTenant(cliPrincipal, { tenantId: id })
      return getTenant(id)
    },
    print: ({ slug: which }) => `${which} is served again.`,
  }),
]

function printTenant(tenant: TenantDetail): string {
  const place = tenant.placement ? `${tenant.placement.pattern} in ${tenant.placement.database} on ${tenant.placement.server}` : ''
  return printTable(null, [
    ['slug', tenant.slug],
    ['id', tenant.id],
    ['name', tenant.name],
    ['status', tenant.stopReason ? `${tenant.status}: ${tenant.stopReason}` : tenant.status],
    ['tier', tenant.tierKey],
    ['people', String(tenant.peopleCount ?? 'not counted yet')],
    ['settings', `${tenant.locale} ${tenant.timeZone} ${tenant.country} ${tenant.currency}`],
    ['place', place],
    ['created', tenant.createdAt.toISOString()],
  ])
}

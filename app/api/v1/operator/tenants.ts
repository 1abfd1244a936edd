import { z } from 'zod'
import { getTenant, listTenants, PATTERNS, TENANT_SORTS, TENANT_STATUSES } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import {
  CreateTenantInput,
  createTenant,
  RenameTenantInput,
  renameTenant,
  StopTenantInput,
  startTenant,
  stopTenant,
  UpdateTenantInput,
  updateTenant,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf, paging } from '../frame/paging'
import { OperationShape } from '../shared/operation-view'
import { TenantSummaryView, TenantView, viewTenant, viewTenantSummary } from './tenant-view'

/** The slug, or the id. */
export const TenantParams = z.object({ slug: z.string().max(64) })
const show = async (slug: string) => viewTenant(await getTenant(slug))

export const TENANT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants',
    name: 'listTenants',
    summary: 'Tenants, newest first unless asked otherwise',
    tag: 'tenants',
    auth: { operator: 'tenant:read' },
    query: z.strictObject({
      search: z.string().max(100).optional(),
      status: z.enum(TENANT_STATUSES).optional(),
      tier: z.string().max(40).optional(),
      pattern: z.enum(PATTERNS).optional(),
      server: z.string().max(100).optional(),
      sort: z.enum(TENANT_SORTS).default('newest'),
      ...paging,
    }),
    output: pageOf(TenantSummaryView),
    run: async ({ query }) => {
      const { tenants, nextCursor, total } = await listTenants(query)
      return { items: tenants.map(viewTenantSummary), nextCursor, total }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants',
    name: 'createTenant',
    summary: 'Take the slug and open the tenant; the owner gets an invitation by mail',
    tag: 'tenants',
    auth: { operator: 'tenant:create' },
    body: z.strictObject(CreateTenantInput.shape),
    output: z.object({ tenant: TenantView, operation: OperationShape }),
    status: 202,
    run: async ({ principal, body, requestId }) => {
      const { tenant, operation } = await createTenant(principal, body, { requestId })
      return { tenant: await show(tenant.slug), operation }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}',
    name: 'showTenant',
    summary: 'One tenant, by slug or id',
    tag: 'tenants',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: TenantView,
    run: ({ params }) => show(params.slug),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/tenants/{slug}',
    name: 'updateTenant',
    summary: 'Change what is given',
    tag: 'tenants',
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: z.strictObject(UpdateTenantInput.omit({ tenantId: true, requestId: true }).shape),
    output: TenantView,
    run: async ({ principal, params, body, requestId }) => {
      const { id } = await getTenant(params.slug)
      await updateTenant(principal, { ...body, tenantId: id, requestId })
      return show(id)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/rename',
    name: 'renameTenant',
    summary: 'Another address; the old one leads to it for 90 days and stays reserved',
    tag: 'tenants',
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: z.strictObject({ slug: RenameTenantInput.shape.slug }),
    output: TenantView,
    run: async ({ principal, params, body, requestId }) => {
      const { id } = await getTenant(params.slug)
      await renameTenant(principal, { tenantId: id, slug: body.slug, requestId })
      return show(id)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/stop',
    name: 'stopTenant',
    summary: 'Refuse every request of the tenant, and end all its sessions, within a second',
    tag: 'tenants',
    auth: { operator: 'tenant:stop' },
    params: TenantParams,
    body: z.strictObject({
      reason: StopTenantInput.shape.reason,
      confirm: z.string().describe('The slug once more, so that it is not the wrong one.'),
    }),
    output: TenantView,
    run: async ({ principal, params, body, requestId }) => {
      const { id, slug } = await getTenant(params.slug)
      if (body.confirm !== slug) throw notConfirmed(slug)
      await stopTenant(principal, { tenantId: id, reason: body.reason, requestId })
      return show(id)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/start',
    name: 'startTenant',
    summary: 'Serve a stopped tenant again; old sessions stay ended',
    tag: 'tenants',
    auth: { operator: 'tenant:stop' },
    params: TenantParams,
    output: TenantView,
    run: async ({ principal, params, requestId }) => {
      const { id } = await getTenant(params.slug)
      await startTenant(principal, { tenantId: id, requestId })
      return show(id)
    },
  }),
]

const notConfirmed = (slug: string) =>
  new AppError('invalid_input', {
    message: `Send confirm: "${slug}" if this is the tenant that you mean.`,
    fields: { confirm: `must be ${slug}` },
  })

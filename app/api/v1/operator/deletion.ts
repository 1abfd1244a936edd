import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import {
  callOffDeletion,
  type DeletionView,
  findDeletion,
  RequestDeletionInput,
  removeFailedTenant,
  requestDeletion,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant } from '../frame/paging'
import { TenantParams } from './tenants'

const tag = 'tenants'
const DeletionShape = z.object({
  tenantId: z.uuid(),
  reason: z.string(),
  requestedAt: Instant,
  beginsAt: Instant,
  operationId: z.uuid().nullable().describe('Null until it has begun: as long as that, it can be called off.'),
})
const view = ({ requestedAt, beginsAt, ...rest }: DeletionView) => ({
  ...rest,
  requestedAt: instant(requestedAt),
  beginsAt: instant(beginsAt),
})
const { confirm, reason, isNow, confirmNow } = RequestDeletionInput.shape

export const DELETION_ENDPOINTS = [
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/deletion',
    name: 'requestDeletion',
    summary: 'Shut the tenant at once and remove it when the waiting time is over; export it first',
    tag,
    auth: { operator: 'tenant:delete' },
    params: TenantParams,
    body: z.strictObject({
      confirm: confirm.describe('The slug once more, so that it is not the wrong one.'),
      reason,
      isNow: isNow.describe('Do not wait. It cannot be called off then.'),
      confirmNow: confirmNow.describe('With isNow: "delete <slug> now".'),
    }),
    output: DeletionShape,
    status: 202,
    run: async ({ principal, params, body, requestId }) =>
      view(await requestDeletion(principal, { ...body, tenantId: (await getTenant(params.slug)).id, requestId })),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/deletion',
    name: 'showDeletion',
    summary: 'When the tenant will be removed, and why',
    tag,
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: DeletionShape.nullable(),
    run: async ({ principal, params }) => {
      const found = await findDeletion(principal, (await getTenant(params.slug)).id)
      return found && view(found)
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/tenants/{slug}/deletion',
    name: 'callOffDeletion',
    summary: 'Call the removal off, as long as it has not begun: the tenant is as it was',
    tag,
    auth: { operator: 'tenant:delete' },
    params: TenantParams,
    output: z.null(),
    status: 204,
    run: async ({ principal, params, requestId }) => {
      await callOffDeletion(principal, { tenantId: (await getTenant(params.slug)).id, requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/tenants/{slug}',
    name: 'removeFailedTenant',
    summary: 'Remove a tenant whose opening has failed, and free its slug; one that was served needs /deletion',
    tag,
    auth: { operator: 'tenant:create' },
    params: TenantParams,
    output: z.null(),
    status: 204,
    run: async ({ principal, params, requestId }) => {
      await removeFailedTenant(principal, { tenantId: (await getTenant(params.slug)).id, requestId })
      return null
    },
  }),
]

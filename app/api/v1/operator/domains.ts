import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { checkDomain, claimDomain, releaseDomain, setPrimaryDomain } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { ClaimBody, DomainShape, DomainsShape, PrimaryBody, viewDomain, viewDomains } from '../shared/domains'
import { TenantParams } from './tenants'

const tag = 'domains'
const DomainParams = TenantParams.extend({ host: z.string().max(253) })

export const DOMAIN_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/domains',
    name: 'listTenantDomains',
    summary: 'Claimed and held names, each with the record that proves it',
    tag,
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    output: DomainsShape,
    run: async (call) => viewDomains((await getTenant(call.params.slug)).id),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/domains',
    name: 'claimTenantDomain',
    summary: 'Claim a name; enter the record of the answer in the DNS, then check it',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: ClaimBody,
    output: DomainShape,
    status: 201,
    run: async (call) =>
      viewDomain(
        await claimDomain(call.principal, {
          tenantId: (await getTenant(call.params.slug)).id,
          host: call.body.host,
          requestId: call.requestId,
        }),
      ),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/tenants/{slug}/domains/primary',
    name: 'setTenantPrimaryDomain',
    summary: 'The name that pages and mails use; null for the address of the slug',
    tag,
    auth: { operator: 'tenant:update' },
    params: TenantParams,
    body: PrimaryBody,
    output: DomainsShape,
    run: async (call) => {
      const tenantId = (await getTenant(call.params.slug)).id
      await setPrimaryDomain(call.principal, { tenantId, host: call.body.host, requestId: call.requestId })
      return viewDomains(tenantId)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/domains/{host}/check',
    name: 'checkTenantDomain',
    summary: 'Look into the DNS now; the service does it by itself every hour',
    tag,
    auth: { operator: 'tenant:update' },
    params: DomainParams,
    output: DomainShape,
    run: async (call) =>
      viewDomain(
        await checkDomain(call.principal, {
          tenantId: (await getTenant(call.params.slug)).id,
          host: call.params.host,
          requestId: call.requestId,
        }),
      ),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/tenants/{slug}/domains/{host}',
    name: 'releaseTenantDomain',
    summary: 'Give a name up; it is free at once, and needs a new proof',
    tag,
    auth: { operator: 'tenant:update' },
    params: DomainParams,
    output: z.null(),
    status: 204,
    run: async (call) => {
      await releaseDomain(call.principal, {
        tenantId: (await getTenant(call.params.slug)).id,
        host: call.params.host,
        requestId: call.requestId,
      })
      return null
    },
  }),
]

import { z } from 'zod'
import { checkDomain, claimDomain, releaseDomain, setPrimaryDomain } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { ClaimBody, DomainShape, DomainsShape, PrimaryBody, viewDomain, viewDomains } from '../shared/domains'

const tag = 'domains'
const DomainParams = z.object({ host: z.string().max(253) })

export const DOMAIN_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/domains',
    name: 'listDomains',
    summary: 'Claimed and held names, each with the record that proves it',
    tag,
    auth: { tenant: 'settings:write' },
    output: DomainsShape,
    run: async (call) => viewDomains(call.tenant.id),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/domains',
    name: 'claimDomain',
    summary: 'Claim a name; enter the record of the answer in the DNS, then check it',
    tag,
    auth: { tenant: 'settings:write' },
    body: ClaimBody,
    output: DomainShape,
    status: 201,
    run: async (call) =>
      viewDomain(await claimDomain(call.principal, { tenantId: call.tenant.id, host: call.body.host, requestId: call.requestId })),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/domains/primary',
    name: 'setPrimaryDomain',
    summary: 'The name that pages and mails use; null for the address of the slug',
    tag,
    auth: { tenant: 'settings:write' },
    body: PrimaryBody,
    output: DomainsShape,
    run: async (call) => {
      const tenantId = call.tenant.id
      await setPrimaryDomain(call.principal, { tenantId, host: call.body.host, requestId: call.requestId })
      return viewDomains(tenantId)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/domains/{host}/check',
    name: 'checkDomain',
    summary: 'Look into the DNS now; the service does it by itself every hour',
    tag,
    auth: { tenant: 'settings:write' },
    params: DomainParams,
    output: DomainShape,
    run: async (call) =>
      viewDomain(await checkDomain(call.principal, { tenantId: call.tenant.id, host: call.params.host, requestId: call.requestId })),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/domains/{host}',
    name: 'releaseDomain',
    summary: 'Give a name up; it is free at once, and needs a new proof',
    tag,
    auth: { tenant: 'settings:write' },
    params: DomainParams,
    output: z.null(),
    status: 204,
    run: async (call) => {
      await releaseDomain(call.principal, { tenantId: call.tenant.id, host: call.params.host, requestId: call.requestId })
      return null
    },
  }),
]

import { z } from 'zod'
import { listMails, resendMail } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { listCatalogAudit, verifyCatalogAudit, verifyTenantAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, instantOrNull, pageOf, paging } from '../frame/paging'
import { AuditPageShape, AuditQuery, AuditVerdictShape, viewAuditPage } from '../shared/audit-view'

const SlugParams = z.object({ slug: z.string().max(64) })
const Mail = z.object({
  id: z.uuid(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  state: z.string(),
  attempts: z.number().int(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
})

export const RECORD_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/audit',
    name: 'listAudit',
    summary: 'What operators and the service did, newest first',
    tag: 'audit',
    auth: { operator: 'audit:read' },
    query: AuditQuery,
    output: AuditPageShape,
    run: async ({ query }) => viewAuditPage(await listCatalogAudit(query)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/audit/verify',
    name: 'verifyAudit',
    summary: "Whether the operators' trail is whole, from its first record on",
    tag: 'audit',
    auth: { operator: 'audit:read' },
    output: AuditVerdictShape,
    run: () => verifyCatalogAudit(),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/audit',
    name: 'listTenantAudit',
    summary: 'What operators did to one tenant; its own trail is its own',
    tag: 'audit',
    auth: { operator: 'audit:read' },
    params: SlugParams,
    query: AuditQuery,
    output: AuditPageShape,
    run: async ({ params, query }) => viewAuditPage(await listCatalogAudit({ ...query, tenantId: (await getTenant(params.slug)).id })),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/audit/verify',
    name: 'verifyTenantAudit',
    summary: "Whether the tenant's own trail is whole; tells nothing of what it holds",
    tag: 'audit',
    auth: { operator: 'audit:read' },
    params: SlugParams,
    output: AuditVerdictShape,
    run: async ({ params }) => verifyTenantAudit(await openTenantById((await getTenant(params.slug)).id)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/mails',
    name: 'listMails',
    summary: "A tenant's outbox, newest first",
    tag: 'tenants',
    auth: { operator: 'outbox:read' },
    params: SlugParams,
    query: z.strictObject({ limit: paging.limit, cursor: z.uuid().optional() }),
    output: pageOf(Mail),
    csv: ['id', 'kind', 'to', 'subject', 'state', 'attempts', 'createdAt', 'sentAt'],
    run: async ({ params, query }) => {
      const db = await openTenantById((await getTenant(params.slug)).id)
      const mails = await listMails(db, { limit: query.limit, before: query.cursor })
      return {
        items: mails.map((mail) => ({ ...mail, createdAt: instant(mail.createdAt), sentAt: instantOrNull(mail.sentAt) })),
        nextCursor: mails.length === query.limit ? mails.at(-1)!.id : null,
      }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/mails/{id}/resend',
    name: 'resendMail',
    summary: 'Send a mail that was held or has failed',
    tag: 'tenants',
    auth: { operator: 'outbox:send' },
    params: SlugParams.extend({ id: z.uuid() }),
    output: z.object({ id: z.uuid(), state: z.literal('queued') }),
    status: 202,
    run: async ({ params, principal, requestId }) => {
      await resendMail(await openTenantById((await getTenant(params.slug)).id), principal, { mailId: params.id, requestId })
      return { id: params.id, state: 'queued' as const }
    },
  }),
]

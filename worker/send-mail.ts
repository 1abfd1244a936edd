import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import { enclosePictures, portalHost } from '@/lib/auth'
import { findTenantById, noteHeldMail, type ResolvedTenant } from '@/lib/catalog'
import { env, log, now } from '@/lib/core'
import type { JobInfo, JobSpec } from '@/lib/operations'
import { openTenant, type TenantDb } from '@/lib/tenancy'

export const MAIL_TASK = 'mail.send'
const ATTEMPTS_MAX = 12 // the last one about nine hours after the first
const Payload = z.object({ tenantId: z.uuid(), mailId: z.uuid() })

export const mailJob = (tenantId: string, mailId: string): JobSpec => ({
  task: MAIL_TASK,
  payload: { tenantId, mailId },
  key: `mail:${mailId}`,
  attemptsMax: ATTEMPTS_MAX,
})

/** Sends one mail of a tenant's outbox, or holds it there while no SMTP server is set. Throws to be called again, later and later. */
export async function sendMail(payload: Record<string, unknown>, { attempt, attemptsMax }: JobInfo): Promise<void> {
  const { tenantId, mailId } = Payload.parse(payload)
  const tenant = await findTenantById(tenantId)
  if (!tenant) return // removed since: its outbox went with it
  const db = openTenant(tenant, { isProvisioning: true })
  const mail = await db.mail.findFirst({ where: { id: mailId, state: 'queued' } })
  if (!mail) return
  const transport = mailTransport()
  if (!transport) {
    await noteHeldMail(tenantId) // first: a mail that is held and not noted would stay
    return settle(db, mailId, { state: 'held' })
  }
  const host = portalHost(tenant)
  try {
    await transport.sendMail({
      from: { name: tenant.branding.mailSender || tenant.branding.productName, address: senderOf(tenant) },
      to: mail.toAddress,
      subject: mail.subject,
      text: mail.textBody,
      ...(await enclosePictures(tenantId, mail.htmlBody)),
      messageId: `<${mailId}@${host.replace(/:\d+$/, '')}>`, // the same each time, so that a mail that was sent twice shows once
    })
  } catch (error) {
    const { responseCode = 0 } = error as { responseCode?: number }
    const isFinal = attempt >= attemptsMax || (responseCode >= 500 && responseCode < 600)
    await settle(db, mailId, {
      state: isFinal ? 'failed' : 'queued',
      attempts: attempt,
      lastError: String((error as Error).message).slice(0, 500),
    })
    log.warn({ tenantId, mailId, kind: mail.kind, responseCode, attempt, isFinal }, 'mail not sent')
    if (isFinal) return
    throw new Error(`mail not sent, ${responseCode || 'no answer'}`)
  }
  await settle(db, mailId, { state: 'sent', attempts: attempt, lastError: null, sentAt: now() })
  log.info({ tenantId, mailId, kind: mail.kind }, 'mail sent')
}

type Outcome = { state: 'sent' | 'held' | 'failed' | 'queued'; attempts?: number; lastError?: string | null; sentAt?: Date }

async function settle(db: TenantDb, id: string, outcome: Outcome): Promise<void> {
  await db.mail.updateMany({ where: { id, state: 'queued' }, data: outcome })
}

const senderOf = (tenant: ResolvedTenant) => env().MAIL_FROM ?? `no-reply@${portalHost(tenant).replace(/:\d+$/, '')}`

let open: { url: string; transport: Transporter } | undefined

function mailTransport(): Transporter | null {
  const url = env().SMTP_URL
  if (!url) return null
  if (open?.url !== url) {
    open?.transport.close()
    open = {
      url,
      transport: createTransport({ url, pool: true, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }),
    }
  }
  return open.transport
}

export function closeMailTransport(): void {
  open?.transport.close()
  open = undefined
}

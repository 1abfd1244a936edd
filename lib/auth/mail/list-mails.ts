import type { TenantDb } from '@/lib/db'
import { withoutLogo } from './mail-logo'

export type MailView = {
  id: string
  kind: string
  to: string
  subject: string
  text: string
  html: string
  state: string
  attempts: number
  lastError: string | null
  createdAt: Date
  sentAt: Date | null
}

/** What still opens something is shown only while the mail has not left: an operator is no postman for a tenant's members. */
const LINK = /\/(invite|reset)\/[\w-]{20,}/g

/** A tenant's outbox, newest first, for operators who may read it. `before` is the id of the last mail of the page before. */
export async function listMails(db: TenantDb, { limit = 50, before }: { limit?: number; before?: string } = {}): Promise<MailView[]> {
  const mails = await db.mail.findMany({
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: Math.min(limit, 200),
  })
  return mails.map(({ id, kind, toAddress, subject, textBody, htmlBody, state, attempts, lastError, createdAt, sentAt }) => ({
    id,
    kind,
    to: toAddress,
    subject,
    text: state === 'sent' ? textBody.replace(LINK, '/$1/…') : textBody,
    html: withoutLogo(state === 'sent' ? htmlBody.replace(LINK, '/$1/…') : htmlBody),
    state,
    attempts,
    lastError,
    createdAt,
    sentAt,
  }))
}

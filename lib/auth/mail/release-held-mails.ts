import { now } from '@/lib/core'
import { sql, type TenantDb, table } from '@/lib/db'
import { recordAudit } from '@/lib/governance'

const DAY_MS = 24 * 3600 * 1000
/** After this an account's news is none any more. */
const NEWS_DAYS = 7

/**
 * Lets go what was held while no SMTP server was set, as far as it still is of use: a link that opens something, or fresh news. The
 * rest stays held, for an operator to judge. The record in the trail marks the tenant for the relay, which makes the jobs. Returns how many.
 */
export async function releaseHeldMails(db: TenantDb): Promise<number> {
  const at = now()
  const newsSince = new Date(at.getTime() - NEWS_DAYS * DAY_MS)
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw<number>(sql`
      UPDATE ${table('mails')} m SET state = 'queued'
       WHERE m.state = 'held' AND CASE m.kind
         WHEN 'invitation' THEN EXISTS (
           SELECT FROM ${table('invitations')} i
            WHERE i.tenant_id = m.tenant_id AND i.email = m.to_address AND i.expires_at > ${at} AND i.accepted_at IS NULL AND i.revoked_at IS NULL)
         WHEN 'passwordReset' THEN EXISTS (
           SELECT FROM ${table('password_resets')} r JOIN ${table('users')} u ON u.tenant_id = r.tenant_id AND u.id = r.user_id
            WHERE r.tenant_id = m.tenant_id AND u.email = m.to_address AND r.expires_at > ${at} AND r.used_at IS NULL)
         ELSE m.created_at > ${newsSince} END`)
    if (count > 0) {
      await recordAudit(tx, {
        actor: { kind: 'system', id: 'worker' },
        action: 'mail.released',
        subject: { kind: 'tenant', id: db.context.tenantId },
        detail: { count },
      })
    }
    return count
  })
}

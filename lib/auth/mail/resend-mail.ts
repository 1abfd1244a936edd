import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type OperatorPrincipal, type SystemPrincipal } from '../access/principal'
import { requirePermission } from '../access/require-permission'

/**
 * Sends a mail that was held or given up, as it was written. One that has left is not sent again: the link in it may be used up, and
 * its reader would take the second for a fraud. Throws `not_found`, and `conflict` for one that waits or has left.
 */
export async function resendMail(
  db: TenantDb,
  actor: OperatorPrincipal | SystemPrincipal,
  { mailId, requestId }: { mailId: string; requestId?: string | null },
): Promise<void> {
  requirePermission(actor, 'outbox:send')
  await db.$transaction(async (tx) => {
    const mail = await tx.mail.findFirst({ where: { id: mailId }, select: { state: true } })
    if (!mail) throw new AppError('not_found', { message: 'There is no such mail.', key: 'auth.errors.noSuchMail' })
    const { count } = await tx.mail.updateMany({
      where: { id: mailId, state: { in: ['held', 'failed'] } },
      data: { state: 'queued', attempts: 0, lastError: null },
    })
    if (count === 0)
      throw new AppError('conflict', {
        message: 'Only a mail that is held or has failed can be sent again.',
        key: 'auth.errors.mailNotHeld',
        detail: { state: mail.state },
      })
    await recordAudit(tx, { actor: actorOf(actor), action: 'mail.resent', subject: { kind: 'mail', id: mailId }, requestId })
  })
}

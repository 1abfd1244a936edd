import { AppError, now } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type OperatorPrincipal, type SystemPrincipal } from '../access/principal'

/** Throws `not_found` for a key that is revoked already, and to an operator for another one's. */
export async function revokeOperatorApiKey(actor: OperatorPrincipal | SystemPrincipal, id: string): Promise<void> {
  const where = { id, revokedAt: null, ...(actor.kind === 'operator' && { operatorId: actor.operatorId }) }
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.operatorApiKey.updateMany({ where, data: { revokedAt: now() } })
    if (count === 0) throw new AppError('not_found', { message: 'There is no such key.', key: 'auth.errors.noSuchKey' })
    await recordAudit(tx, { actor: actorOf(actor), action: 'operator.api_key_revoked', subject: { kind: 'operator-api-key', id } })
  })
}

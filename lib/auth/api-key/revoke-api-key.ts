import { AppError, now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'

/** Throws `not_found` for a key that is revoked already, as for none. */
export async function revokeApiKey(db: TenantDb, actor: Principal, id: string): Promise<void> {
  requirePermission(actor, 'api-keys:manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } })
    if (count === 0) throw new AppError('not_found', { message: 'There is no such key.', key: 'auth.errors.noSuchKey' })
    await recordAudit(tx, { actor: actorOf(actor), action: 'api_key.revoked', subject: { kind: 'api-key', id } })
  })
}

import { AppError, newId, newToken, sha256Hex } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type OperatorPrincipal, type SystemPrincipal } from '../access/principal'
import { OPERATOR_KEY_PREFIX } from '../api-key/key-parts'

type Input = { operatorId: string; name: string; expiresAt?: Date | null }

/** A key that may what its operator may, at each moment. The key itself is in the answer once. Throws `not_found`. */
export async function createOperatorApiKey(actor: OperatorPrincipal | SystemPrincipal, input: Input): Promise<{ id: string; key: string }> {
  if (actor.kind === 'operator' && actor.operatorId !== input.operatorId) {
    throw new AppError('forbidden', { message: 'Operators make keys for themselves alone.' })
  }
  const operator = await catalogDb().operator.findFirst({ where: { id: input.operatorId, status: 'active' }, select: { id: true } })
  if (!operator) throw new AppError('not_found', { message: 'There is no such operator.', key: 'auth.errors.noSuchOperator' })
  const key = `${OPERATOR_KEY_PREFIX}${newToken()}`
  const id = newId()
  await catalogDb().$transaction(async (tx) => {
    await tx.operatorApiKey.create({
      data: {
        id,
        operatorId: input.operatorId,
        name: input.name,
        prefix: key.slice(0, 10),
        keyHash: sha256Hex(key),
        expiresAt: input.expiresAt ?? null,
      },
    })
    await recordAudit(tx, { actor: actorOf(actor), action: 'operator.api_key_created', subject: { kind: 'operator-api-key', id } })
  })
  return { id, key }
}

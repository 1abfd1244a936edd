import { encodeSessionToken, OPERATOR_SCOPE, sessionCookie } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'

/** A session of the back office that has passed its second factor: there is no use case for it, so it is written as it would be. */
export async function operatorCookie(operatorId: string): Promise<{ name: string; value: string }> {
  const sid = newId()
  const expiresAt = new Date(Date.now() + 8 * 3_600_000)
  await catalogDb().operatorSession.create({ data: { id: sid, operatorId, expiresAt, mfaAt: new Date(), userAgent: 'e2e' } })
  return { name: sessionCookie().name, value: await encodeSessionToken({ tid: OPERATOR_SCOPE, uid: operatorId, sid }) }
}

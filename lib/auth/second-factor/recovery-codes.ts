import { createHmac, randomBytes } from 'node:crypto'
import { derive, newId } from '@/lib/core'
import type { TenantTx } from '@/lib/db'

const COUNT = 10
/** Without I, L, O and U, which are misread: Crockford's alphabet. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixty bits each, as ABCD-EFGH-JKMN. They take the place of all earlier ones. Shown once; what is kept is an HMAC under our key. */
export async function renewRecoveryCodes(tx: TenantTx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode)
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ id: newId(), userId, codeHash: hashOf(tx, userId, code) })) })
  return codes
}

/** Uses one up. Of two who send the same code at the same moment one is told yes. */
export async function spendRecoveryCode(tx: TenantTx, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(tx, userId, code), usedAt: null },
    data: { usedAt: new Date() },
  })
  return count === 1
}

function newCode(): string {
  const letters = [...randomBytes(12)].map((byte) => ALPHABET[byte % 32]!).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

function hashOf(tx: TenantTx, userId: string, code: string): string {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return createHmac('sha256', derive('recovery-code'))
    .update(JSON.stringify([tx.context.tenantId, userId, plain]))
    .digest('base64url')
}

import { AppError, newId } from '@/lib/core'
import { catalogDb, constraintOf } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { OperatorRole } from '../access/permissions'
import { actorOf, type OperatorPrincipal, type SystemPrincipal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { checkNewPassword } from '../password/check-new-password'
import { normalizeEmail } from '../password/normalize-email'
import { hashPassword } from '../password/password-hash'
import { sealTotpSecret } from '../second-factor/totp'
import { OPERATOR_SCOPE } from '../session/session-token'

export type CreateOperatorInput = {
  email: string
  name: string
  role: OperatorRole
  password: string
  locale?: string | null
  /** Base32, for machines that sign in; a person enrols with the first sign-in. */
  totpSecret?: string
  requestId?: string | null
}

/** Throws `conflict` when the address has an account, `invalid_input` for the password. */
export async function createOperator(
  actor: OperatorPrincipal | SystemPrincipal,
  input: CreateOperatorInput,
): Promise<{ operatorId: string }> {
  requirePermission(actor, 'operator:manage')
  const email = normalizeEmail(input.email)
  checkNewPassword(input.password, { email })
  const passwordHash = await hashPassword(OPERATOR_SCOPE, input.password)
  const id = newId()
  try {
    await catalogDb().$transaction(async (tx) => {
      await tx.operator.create({
        data: {
          id,
          email,
          name: input.name.trim(),
          role: input.role,
          passwordHash,
          locale: input.locale ?? null,
          totpSecret: input.totpSecret ? sealTotpSecret(id, input.totpSecret) : null,
        },
      })
      await recordAudit(tx, {
        actor: actorOf(actor),
        action: 'operator.created',
        subject: { kind: 'operator', id },
        detail: { role: input.role },
        requestId: input.requestId,
      })
    })
  } catch (error) {
    if (!/unique|P2002/i.test(String((error as { code?: string }).code)) && !constraintOf(error)?.includes('email')) throw error
    const message = 'This address has an account already.'
    throw new AppError('conflict', { message, fields: { email: message }, key: 'auth.errors.hasAccount', cause: error })
  }
  return { operatorId: id }
}

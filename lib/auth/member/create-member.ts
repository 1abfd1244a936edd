import { newId } from '@/lib/core'
import { constraintOf, type TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type SystemPrincipal } from '../access/principal'
import { checkNewPassword } from '../password/check-new-password'
import { normalizeEmail } from '../password/normalize-email'
import { hashPassword } from '../password/password-hash'
import { hasAccount } from './has-account'
import { getRole } from './roles'

type Input = { email: string; name: string; roleKey: string; password: string; employeeId?: string | null; locale?: string | null }

/** An account with a password at once, without a mail: for the service alone, which makes demo companies and tests with it. */
export async function createMember(db: TenantDb, actor: SystemPrincipal, input: Input): Promise<{ userId: string }> {
  const email = normalizeEmail(input.email)
  checkNewPassword(input.password, { email })
  const passwordHash = await hashPassword(db.context.tenantId, input.password)
  try {
    return await db.$transaction(async (tx) => {
      const role = await getRole(tx, input.roleKey)
      const user = await tx.user.create({
        data: {
          id: newId(),
          email,
          name: input.name,
          passwordHash,
          roleId: role.id,
          employeeId: input.employeeId ?? null,
          locale: input.locale ?? null,
        },
      })
      await recordAudit(tx, {
        actor: actorOf(actor),
        action: 'member.created',
        subject: { kind: 'user', id: user.id },
        detail: { role: role.key },
      })
      return { userId: user.id }
    })
  } catch (error) {
    throw constraintOf(error)?.includes('email') ? hasAccount() : error
  }
}

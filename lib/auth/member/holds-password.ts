import type { TenantDb } from '@/lib/db'
import { normalizeEmail } from '../password/normalize-email'
import { verifyPassword } from '../password/password-hash'

/** Whether this is still the password of an account. For the service itself: it signs nobody in, counts no failure and leaves no trace. */
export async function holdsPassword(db: TenantDb, email: string, password: string): Promise<boolean> {
  const user = await db.user.findFirst({ where: { email: normalizeEmail(email) }, select: { passwordHash: true } })
  return verifyPassword(db.context.tenantId, user?.passwordHash, password)
}

import { AppError } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/db'

/**
 * A member whose account is about to change, locked: what is decided by the role read here still holds when the change is written.
 * Throws `not_found`, for another tenant's member just as for nobody.
 */
export async function getMember(tx: TenantTx, userId: string) {
  await tx.$queryRaw(sql`SELECT id FROM ${table('users')} WHERE id = ${userId}::uuid FOR UPDATE`)
  const role = { select: { id: true, key: true, isBuiltin: true, permissions: true } }
  const member = await tx.user.findFirst({ where: { id: userId }, select: { id: true, status: true, role } })
  if (!member) throw new AppError('not_found', { message: 'There is no such member.', key: 'auth.errors.noSuchMember' })
  return member
}

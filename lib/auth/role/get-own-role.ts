import { AppError } from '@/lib/core'
import type { TenantTx } from '@/lib/db'
import type { RoleFacts } from '../member/roles'

/** A role that the tenant made itself. Throws `not_found`, and `conflict` for a built-in one, which means what the code says. */
export async function getOwnRole(tx: TenantTx, key: string): Promise<RoleFacts & { name: string }> {
  const role = await tx.role.findFirst({
    where: { key },
    select: { id: true, key: true, name: true, isBuiltin: true, permissions: true },
  })
  if (!role) throw new AppError('not_found', { message: 'There is no such role.', key: 'auth.errors.noSuchRole' })
  if (role.isBuiltin) {
    throw new AppError('conflict', {
      message: 'This role is built in and stays as it is. Make one of your own.',
      key: 'auth.errors.builtinRole',
    })
  }
  return role
}

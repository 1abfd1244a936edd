import type { TenantTx } from '@/lib/db'
import { permissionsOfRole } from '../access/permissions'
import { revokeKeysBeyond } from '../api-key/revoke-keys-beyond'
import { endMemberSessions } from '../session/member-sessions'
import type { RoleFacts } from './roles'

/** No page and no key goes on with the old role. Returns what ended, for the audit row. */
export async function giveRole(tx: TenantTx, userId: string, role: RoleFacts): Promise<{ sessionsEnded: number; apiKeysRevoked: number }> {
  await tx.user.update({ where: { id: userId }, data: { roleId: role.id } })
  const sessionsEnded = await endMemberSessions(tx, userId, 'role_changed')
  const apiKeysRevoked = await revokeKeysBeyond(tx, [userId], permissionsOfRole(role))
  return { sessionsEnded, apiKeysRevoked }
}

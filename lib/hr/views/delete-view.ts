import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireMember, requireOwnView } from './own-view'

/** Throws `not_found`, for another member's private view too. */
export async function deleteView(
  db: TenantDb,
  principal: Principal,
  id: string,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'people:read')
  const member = requireMember(principal)
  await db.$transaction(async (tx) => {
    await requireOwnView(tx, member, id)
    await tx.listView.delete({ where: { tenantId_id: { id } } })
    await recordAudit(tx, { actor: actorOf(principal), action: 'view.deleted', subject: { kind: 'view', id }, requestId })
  })
}

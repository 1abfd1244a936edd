import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'

/** The fields stand in the order of these ids from now on; those that are left out come after them. */
export async function orderFields(
  db: TenantDb,
  principal: Principal,
  ids: readonly string[],
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(principal, 'settings:write')
  await db.$transaction(async (tx) => {
    const known = await tx.customField.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true } })
    const placeOf = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    const ordered = known.toSorted((a, b) => placeOf(a.id) - placeOf(b.id))
    for (const [position, { id }] of ordered.entries()) await tx.customField.update({ where: { tenantId_id: { id } }, data: { position } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'field.ordered',
      subject: { kind: 'tenant', id: db.context.tenantId },
      detail: { count: known.length },
      requestId,
    })
  })
}

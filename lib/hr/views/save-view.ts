import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { newId } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { PEOPLE_LIST } from './list-views'
import { requireMember, requireOwnView } from './own-view'
import { SaveViewInput } from './view-input.schema'

type Options = { requestId?: string | null }

/** A name for filters, order and columns. Shared ones take the right to write people. Throws `forbidden`, `not_found`. */
export async function saveView(db: TenantDb, principal: Principal, input: unknown, { requestId }: Options = {}): Promise<{ id: string }> {
  requirePermission(principal, 'people:read')
  const member = requireMember(principal)
  const { id = newId(), ...view } = parseInput(SaveViewInput, input)
  if (view.isShared) requirePermission(principal, 'people:write')
  return db.$transaction(async (tx) => {
    const known = await tx.listView.findFirst({ where: { id } })
    if (known) await requireOwnView(tx, member, id)
    else await tx.listView.create({ data: { id, list: PEOPLE_LIST, ownerId: member.userId, ...view } })
    if (known) await tx.listView.update({ where: { tenantId_id: { id } }, data: view })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: known ? 'view.changed' : 'view.saved',
      subject: { kind: 'view', id },
      detail: { isShared: view.isShared },
      requestId,
    })
    return { id }
  })
}

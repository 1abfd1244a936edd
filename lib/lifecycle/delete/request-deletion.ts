import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { AppError, env } from '@/lib/core'
import { catalogDb, endStatements } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { getPlacement } from '../get-placement'
import { parseInput } from '../parse-input'
import { beginDeletion } from './begin-deletion'
import { type DeletionView, getDeletion } from './get-deletion'

export const RequestDeletionInput = z.object({
  tenantId: z.uuid(),
  /** The slug once more. */
  confirm: z.string(),
  reason: z.string().trim().min(1).max(500),
  /** Begins at once, and cannot be called off: `confirmNow` says `delete <slug> now`. */
  isNow: z.boolean().default(false),
  confirmNow: z.string().optional(),
  requestId: z.string().nullish(),
})

/**
 * Shuts a tenant at once, and removes it when DELETION_WAIT_DAYS are over; until then it can be called off. As with a stop, the gate
 * is set before the catalog commits. Throws `invalid_input` when it is not confirmed, `conflict` while it is moved or never opened.
 */
export async function requestDeletion(principal: Principal, fields: z.input<typeof RequestDeletionInput>): Promise<DeletionView> {
  requirePermission(principal, 'tenant:delete')
  const { tenantId, confirm, reason, isNow, confirmNow, requestId } = parseInput(RequestDeletionInput, fields)
  const { slug } = await getTenant(tenantId)
  requireTyped('confirm', confirm, slug)
  if (isNow) requireTyped('confirmNow', confirmNow, `delete ${slug} now`)
  const placement = await getPlacement(tenantId)
  const waitDays = isNow ? 0 : env().DELETION_WAIT_DAYS
  await catalogDb().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string }[]>`SELECT status FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE`
    if (row?.status === 'deleting') throw new AppError('conflict', { message: 'This tenant is about to be removed already.' })
    if (row?.status !== 'active' && row?.status !== 'stopped')
      throw new AppError('conflict', { message: 'Only a tenant that was opened can be removed like this.' })
    const moving = await tx.move.count({ where: { tenantId, phase: { notIn: ['done', 'aborted'] } } })
    if (moving > 0) throw new AppError('conflict', { message: 'This tenant is being moved. Wait for the end of the move, or cancel it.' })
    await driverOf(placement.pattern).setGate(placement, tenantId, { state: 'stopped', epoch: placement.epoch })
    await tx.$executeRaw`
      UPDATE tenants SET status = 'deleting', stopped_at = clock_timestamp(), stop_reason = ${reason}, sessions_not_before = clock_timestamp(),
                         version = version + 1, updated_at = clock_timestamp() WHERE id = ${tenantId}::uuid`
    await tx.$executeRaw`
      INSERT INTO deletions (tenant_id, was_status, reason, requested_by, begins_at)
      VALUES (${tenantId}::uuid, ${row.status}, ${reason}, ${JSON.stringify(actorOf(principal))}::jsonb, now() + make_interval(days => ${waitDays}::int))`
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.deletion-requested',
      subject: { kind: 'tenant', id: tenantId },
      detail: { slug, reason, waitDays },
      requestId,
      tenantId,
    })
    if (isNow) await beginDeletion(tx, { tenantId, slug, requestedBy: actorOf(principal), requestId })
  })
  await endStatements(placement, tenantId)
  return getDeletion(principal, tenantId)
}

function requireTyped(field: 'confirm' | 'confirmNow', typed: string | undefined, wanted: string): void {
  if (typed?.trim() === wanted) return
  throw new AppError('invalid_input', {
    message: `Send ${field}: "${wanted}" if this is what you mean.`,
    fields: { [field]: `must be ${wanted}` },
  })
}

import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { StepContext } from '@/lib/operations'
import { givenUp } from './given-up'
import { pass } from './kill-points'
import type { MoveSession } from './move-session'

/**
 * The one commit point of a move: placement, former place and phase change together, or not at all. The target's gate is opened just
 * before it, while the tenant's row is locked, so that a stop or a start comes either before the flip or after it; nobody has a route
 * there yet. `fencedAt` is when the writes began to wait.
 */
export async function flip(context: StepContext, session: MoveSession, fencedAt: number): Promise<void> {
  const { mover, row, facts } = session
  await catalogDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT status FROM tenants WHERE id = ${row.tenantId}::uuid FOR UPDATE`
    await mover.openTarget()
    await pass('target-open')
    await changePlacement(tx, session, { ...facts, secondsLeft: 0 })
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'mover' },
      action: 'tenant.moved',
      subject: { kind: 'tenant', id: row.tenantId },
      detail: { moveId: row.id, from: row.fromPattern, to: row.toPattern, epoch: row.epoch + 1 },
      tenantId: row.tenantId,
    })
  })
  await pass('flipped')
  facts.secondsLeft = 0
  await mover.leaveSource()
  facts.pauseMs = Math.round((performance.now() - fencedAt) * 10) / 10
  await catalogDb()
    .$executeRaw`UPDATE moves SET facts = facts || ${JSON.stringify({ pauseMs: facts.pauseMs })}::jsonb WHERE id = ${row.id}::uuid`
  context.progress(1, 1)
  await pass('source-left')
}

/** Throws `busy` when the supervisor has taken the fence back meanwhile, `conflict` when the tenant is no longer where it was. */
async function changePlacement(tx: CatalogTx, { row, fence }: MoveSession, facts: object): Promise<void> {
  const flipped = await tx.$executeRaw`
    UPDATE moves SET phase = 'flipped', heartbeat_at = clock_timestamp(), facts = facts || ${JSON.stringify(facts)}::jsonb
     WHERE id = ${row.id}::uuid AND phase = 'fencing' AND epoch = ${row.epoch}
       AND EXISTS (SELECT FROM operations o WHERE o.id = moves.id AND o.fence = ${fence})`
  if (flipped === 0) throw givenUp()
  const placed = await tx.$executeRaw`
    UPDATE placements SET pattern = ${row.toPattern}, database_id = ${row.toDatabaseId}::uuid, schema = ${row.toSchema}, epoch = epoch + 1, updated_at = now()
     WHERE tenant_id = ${row.tenantId}::uuid AND epoch = ${row.epoch} AND database_id = ${row.fromDatabaseId}::uuid`
  if (placed === 0) throw new AppError('conflict', { message: 'The tenant is no longer where this move began.' })
  await tx.$executeRaw`
    INSERT INTO former_placements (tenant_id, epoch, pattern, database_id, schema, move_id, kept_until)
    VALUES (${row.tenantId}::uuid, ${row.epoch}, ${row.fromPattern}, ${row.fromDatabaseId}::uuid, ${row.fromSchema}, ${row.id}::uuid,
            now() + make_interval(hours => ${row.keepHours}))`
}

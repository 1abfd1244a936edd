import { forgetTenant } from '@/lib/catalog'
import type { StepContext } from '@/lib/operations'
import { pass } from './kill-points'
import { changePhase, getMoveRow, type MoveFacts } from './move-rows'
import { endSession, withSession } from './move-session'
import { purgeCopies } from './purge-copies'

/** After the flip there is only forward: the source is left, slot and marks go away. */
export async function settleMove(context: StepContext): Promise<Partial<MoveFacts>> {
  const row = await getMoveRow(context.operationId)
  if (row.phase === 'flipped') {
    await withSession(context, async ({ mover }) => {
      await mover.leaveSource()
      await mover.tidy()
    })
    await pass('tidied')
    await endSession(context.operationId, context.fence)
    await changePhase(row.id, ['flipped'], 'done')
  }
  forgetTenant(row.tenantId)
  if (row.keepHours === 0) await purgeCopies({ tenantId: row.tenantId, isDue: true })
  return (await getMoveRow(row.id)).facts
}

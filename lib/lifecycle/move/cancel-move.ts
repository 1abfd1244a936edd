import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { cancelOperation } from '@/lib/operations'
import { getMove, type MoveView } from './get-move'

/** Until the flip: the tenant goes on where it is, and what was made at the target goes away. Throws `conflict` after it. */
export async function cancelMove(principal: Principal, id: string, { requestId }: { requestId?: string | null } = {}): Promise<MoveView> {
  requirePermission(principal, 'tenant:move')
  const { canCancel } = await getMove(principal, id)
  if (!canCancel)
    throw new AppError('conflict', { message: 'This move is past the point at which it can be cancelled. Move the tenant back instead.' })
  await cancelOperation(id, actorOf(principal), requestId)
  return getMove(principal, id)
}

import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { findPlacement, getDatabase, getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { type OperationView, startOperation } from '@/lib/operations'
import { parseInput } from '../parse-input'
import { chooseTarget } from './choose-target'
import { MOVE } from './move-input'
import { nameOf } from './places'
import { PreviewMoveInput, previewMove } from './preview-move'

export const StartMoveInput = PreviewMoveInput.extend({
  /** How long the copy that is left behind is kept, read by nobody. */
  keepHours: z.number().int().min(0).max(8760).default(24),
  requestId: z.string().nullish(),
})

/**
 * Starts a move. Of two who start one for the same tenant the first wins, and the other gets `conflict`; so does who meets a blocker of
 * previewMove. `also` runs in the same transaction: a change of tier that needs this move exists if and only if the move does.
 */
export async function startMove(
  principal: Principal,
  fields: z.input<typeof StartMoveInput>,
  also?: (tx: CatalogTx, operation: OperationView) => Promise<void>,
): Promise<OperationView> {
  requirePermission(principal, 'tenant:move')
  const { requestId, keepHours, ...wanted } = parseInput(StartMoveInput, fields)
  const { tenantId, toPattern } = wanted
  const preview = await previewMove(principal, wanted)
  if (preview.blockers[0]) throw new AppError('conflict', { message: preview.blockers.map(({ message }) => message).join(' ') })
  const [tenant, placement] = await Promise.all([getTenant(tenantId), findPlacement(tenantId)])
  const home = await getDatabase(placement!.databaseId)
  const target = await chooseTarget({
    pattern: toPattern,
    region: tenant.region,
    serverId: wanted.toServerId,
    notDatabaseId: home.databaseId,
  })
  return catalogDb()
    .$transaction(async (tx) => {
      const operation = await startOperation({
        tx,
        kind: MOVE,
        tenantId,
        requestedBy: actorOf(principal),
        requestId,
        input: { toPattern, toServerId: target.server.id, toDatabaseId: target.database?.databaseId ?? null, method: preview.method },
      })
      await tx.move.create({
        data: {
          id: operation.id,
          tenantId,
          method: preview.method,
          epoch: placement!.epoch,
          fromPattern: placement!.pattern,
          fromDatabaseId: home.databaseId,
          fromSchema: placement!.schema,
          fromPlace: nameOf(home, placement!.schema),
          toPattern,
          toServerId: target.server.id,
          toPlace: { server: target.server.name, database: target.database?.database ?? null, schema: null },
          keepHours,
          facts: { rowsTotal: preview.rows, bytesTotal: preview.bytes, tables: preview.tables },
        },
      })
      await also?.(tx, operation)
      return operation
    })
    .catch((error: { code?: string }) => {
      if (error.code === 'P2002')
        throw new AppError('conflict', { message: 'Somebody has just started a move of this tenant.', cause: error })
      throw error
    })
}

import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { type OperationView, startOperation } from '@/lib/operations'
import { parseInput } from '../parse-input'
import { MOVE } from './move-input'
import { nameOf } from './places'
import { considerMove, PreviewMoveInput } from './preview-move'

export const StartMoveInput = PreviewMoveInput.extend({
  /** How long the copy that is left behind is kept, read by nobody. */
  keepHours: z.number().int().min(0).max(8760).default(24),
  requestId: z.string().nullish(),
})

/**
 * Starts a move. Of two who start one for the same tenant the first wins, and the other gets `conflict`; so does who meets a blocker of
 * previewMove. `also` runs in the same transaction. `as` is a kind of operation whose first steps are those of a move, and what its
 * other steps need to know.
 */
export async function startMove(
  principal: Principal,
  fields: z.input<typeof StartMoveInput>,
  { also, as }: { also?(tx: CatalogTx, operation: OperationView): Promise<void>; as?: { kind: string; input: object } } = {},
): Promise<OperationView> {
  requirePermission(principal, 'tenant:move')
  const { requestId, keepHours, ...wanted } = parseInput(StartMoveInput, fields)
  const { tenantId, toPattern } = wanted
  const { preview, ends } = await considerMove(wanted)
  if (preview.blockers[0] || !ends) throw new AppError('conflict', { message: preview.blockers.map(({ message }) => message).join(' ') })
  const { placement, home, target } = ends
  return catalogDb()
    .$transaction(async (tx) => {
      const operation = await startOperation({
        tx,
        kind: as?.kind ?? MOVE,
        tenantId,
        requestedBy: actorOf(principal),
        requestId,
        input: {
          ...as?.input,
          toPattern,
          toServerId: target.server.id,
          toDatabaseId: target.database?.databaseId ?? null,
          method: preview.method,
        },
      })
      await tx.move.create({
        data: {
          id: operation.id,
          tenantId,
          method: preview.method,
          epoch: placement.epoch,
          fromPattern: placement.pattern,
          fromDatabaseId: home.databaseId,
          fromSchema: placement.schema,
          fromPlace: nameOf(home, placement.schema),
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

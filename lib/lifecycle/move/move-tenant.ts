import { defineOperation, type OperationDefinition, type OperationStep } from '@/lib/operations'
import { copyTenant } from './copy-tenant'
import { cutOver } from './cut-over'
import { MOVE, MoveInput } from './move-input'
import { preparePlace } from './prepare-place'
import { settleMove } from './settle-move'
import { streamChanges, verifyCopy } from './stream-changes'

/**
 * Moves a tenant from its place to another, any pattern to any, while its people work. Each step looks at the move's phase first and
 * returns when it is past; a move that fails or is cancelled before the flip is undone by the supervisor, whoever is killed.
 */
export const MOVE_STEPS: readonly OperationStep<MoveInput>[] = [
  { name: 'prepare', run: preparePlace },
  { name: 'copy', run: copyTenant },
  { name: 'stream', run: streamChanges },
  { name: 'verify', run: verifyCopy },
  { name: 'cutover', run: cutOver },
  { name: 'settle', run: settleMove },
]

/** What the catalog must know when an operation with these steps has ended before the flip: the supervisor undoes the move. */
export const giveUpMove: NonNullable<OperationDefinition['failed']> = async (tx, { operationId }) => {
  await tx.move.updateMany({
    where: { id: operationId, phase: { in: ['preparing', 'copying', 'streaming', 'fencing'] } },
    data: { phase: 'aborting' },
  })
}

export const moveTenant = defineOperation<MoveInput>({ kind: MOVE, input: MoveInput, steps: MOVE_STEPS, failed: giveUpMove })

import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getTier } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { defineOperation, findOperation, type OperationView, type StepContext, startOperation } from '@/lib/operations'
import { startMove } from '../move'
import { parseInput } from '../parse-input'
import { PreviewTierInput, previewTier } from './preview-tier'

export const CHANGE_TIER = 'tenant.change-tier'
export const ChangeTierInput = PreviewTierInput.extend({ requestId: z.string().nullish() })

const OperationInput = z.object({ from: z.string(), to: z.string(), moveId: z.uuid().nullable() })
type Context = StepContext<z.infer<typeof OperationInput>>

/** It stands in the tenant's queue behind the move that it needs, and both were entered in one transaction. */
defineOperation<z.infer<typeof OperationInput>>({
  kind: CHANGE_TIER,
  input: OperationInput,
  steps: [
    { name: 'move', run: awaitMove },
    { name: 'tier', run: enterTier },
  ],
})

/**
 * Starts a change of tier; where the pattern changes too the data moves first, and the tier follows when it has arrived. Throws
 * `conflict` with everything that is in the way, as previewTier lists it.
 */
export async function changeTier(principal: Principal, fields: z.input<typeof ChangeTierInput>): Promise<OperationView> {
  requirePermission(principal, 'tenant:update')
  const { requestId, ...wanted } = parseInput(ChangeTierInput, fields)
  const { tenantId, toServerId } = wanted
  const preview = await previewTier(principal, wanted)
  if (preview.blockers.length > 0) throw new AppError('conflict', { message: preview.blockers.map(({ message }) => message).join(' ') })
  const { from, to, move } = preview
  const enter = async (tx: CatalogTx, moveId: string | null): Promise<OperationView> => {
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.tier-change-started',
      subject: { kind: 'tenant', id: tenantId },
      detail: { from: from.tier, to: to.tier, toPattern: to.pattern },
      requestId,
      tenantId,
    })
    const input = { from: from.tier, to: to.tier, moveId }
    return startOperation({ tx, kind: CHANGE_TIER, tenantId, requestedBy: actorOf(principal), requestId, input })
  }
  if (!move) return catalogDb().$transaction((tx) => enter(tx, null))
  let operation: OperationView | undefined
  await startMove(principal, { tenantId, toPattern: to.pattern, toServerId, requestId }, async (tx, started) => {
    operation = await enter(tx, started.id)
  })
  return operation!
}

/** A move that waits for its next try gives the queue away for a while: then this one comes back later. */
async function awaitMove({ input: { moveId } }: Context): Promise<void> {
  if (moveId === null) return
  const move = await findOperation(moveId)
  if (move?.state === 'succeeded') return
  if (move?.state === 'queued' || move?.state === 'running')
    throw new AppError('busy', { message: 'The move of the data is still under way. Try again when it is over.', retryAfterSeconds: 10 })
  throw new AppError('conflict', {
    message: 'The data was not moved, so the tier stays as it was. See why the move ended, then try again.',
  })
}

async function enterTier({ tenantId, input: { from, to }, assertFence }: Context): Promise<{ tier: string }> {
  const tier = await getTier(to)
  await assertFence()
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenantId!, tierKey: from },
      data: { tierKey: to, version: { increment: 1 } },
    })
    if (count === 0) return // done by a worker that was killed before it could say so
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'worker' },
      action: 'tenant.tier-changed',
      subject: { kind: 'tenant', id: tenantId! },
      detail: { from, to },
      tenantId: tenantId!,
    })
  })
  return { tier: tier.key }
}

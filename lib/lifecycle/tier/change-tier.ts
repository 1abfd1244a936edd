import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getTier } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { defineOperation, type OperationView, type StepContext, startOperation } from '@/lib/operations'
import { giveUpMove, MOVE, MOVE_STEPS, MoveInput, startMove } from '../move'
import { parseInput } from '../parse-input'
import { wakeAfterTrial } from '../trial/wake-after-trial'
import { PreviewTierInput, previewTier } from './preview-tier'
import { settleTier } from './settle-tier'

const WORKER = { kind: 'system', id: 'worker' } as const

export const CHANGE_TIER = 'tenant.change-tier'
export const ChangeTierInput = PreviewTierInput.extend({ requestId: z.string().nullish() })

export const CHANGE_TIER_AND_MOVE = 'tenant.change-tier-and-move'

/** Operations that have a move of the same id. */
export const MOVING_KINDS: readonly string[] = [MOVE, CHANGE_TIER_AND_MOVE]

const Change = z.object({ from: z.string(), to: z.string() })
type Change = z.infer<typeof Change>

defineOperation<Change>({ kind: CHANGE_TIER, input: Change, steps: [{ name: 'tier', run: enterTier }] })

/** One operation, so that nothing stands between the data's arrival and the tier: it waits as long as the move lasts, and no longer. */
defineOperation<Change & MoveInput>({
  kind: CHANGE_TIER_AND_MOVE,
  input: MoveInput.extend(Change.shape),
  steps: [...MOVE_STEPS, { name: 'tier', run: enterTier }],
  failed: giveUpMove,
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
  const change: Change = { from: from.tier, to: to.tier }
  const record = (tx: CatalogTx) =>
    recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.tier-change-started',
      subject: { kind: 'tenant', id: tenantId },
      detail: { ...change, toPattern: to.pattern },
      requestId,
      tenantId,
    })
  if (move)
    return startMove(
      principal,
      { tenantId, toPattern: to.pattern, toServerId, requestId },
      { also: record, as: { kind: CHANGE_TIER_AND_MOVE, input: change } },
    )
  return catalogDb().$transaction(async (tx) => {
    await record(tx)
    return startOperation({ tx, kind: CHANGE_TIER, tenantId, requestedBy: actorOf(principal), requestId, input: change })
  })
}

async function enterTier({ tenantId, input: { from, to }, assertFence }: StepContext<Change>): Promise<{ tier: string }> {
  const tier = await getTier(to)
  await assertFence()
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenantId!, tierKey: from },
      data: { tierKey: to, version: { increment: 1 } },
    })
    if (count === 0) return // done by a worker that was killed before it could say so
    await settleTier(tx, tenantId!, WORKER)
    await recordAudit(tx, {
      actor: WORKER,
      action: 'tenant.tier-changed',
      subject: { kind: 'tenant', id: tenantId! },
      detail: { from, to },
      tenantId: tenantId!,
    })
  })
  await wakeAfterTrial(tenantId!)
  return { tier: tier.key }
}

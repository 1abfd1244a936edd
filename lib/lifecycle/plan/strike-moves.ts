import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { getPlan, type PlanView } from './get-plan'
import { StrikeMovesInput } from './plan-input.schema'

/** Takes proposals out of a plan, or puts them back. Throws `not_found`, and `conflict` once the plan runs. */
export async function strikeMoves(principal: Principal, fields: z.input<typeof StrikeMovesInput>): Promise<PlanView> {
  requirePermission(principal, 'server:manage')
  const { planId, positions, isStruck, requestId } = parseInput(StrikeMovesInput, fields)
  await catalogDb().$transaction(async (tx) => {
    const [plan] = await tx.$queryRaw<
      { operation_id: string | null }[]
    >`SELECT operation_id FROM plans WHERE id = ${planId}::uuid FOR UPDATE`
    if (!plan) throw new AppError('not_found', { message: 'There is no such plan.' })
    if (plan.operation_id) throw new AppError('conflict', { message: 'This plan runs already. Cancel its moves one by one.' })
    const { count } = await tx.planMove.updateMany({ where: { planId, position: { in: positions } }, data: { isStruck } })
    if (count < positions.length) throw new AppError('not_found', { message: 'There is no such move in this plan.' })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: isStruck ? 'plan.moves-struck' : 'plan.moves-restored',
      subject: { kind: 'plan', id: planId },
      detail: { positions },
      requestId,
    })
  })
  return getPlan(planId)
}

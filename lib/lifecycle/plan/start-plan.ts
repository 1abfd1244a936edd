import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type OperationView, startOperation } from '@/lib/operations'
import { parseInput } from '../parse-input'
import { EXECUTE_PLAN } from './execute-plan'
import { StartPlanInput } from './plan-input.schema'

/** Starts the moves that are not struck out, as one operation that starts one for each tenant. Throws `not_found`, `conflict`. */
export async function startPlan(principal: Principal, fields: z.input<typeof StartPlanInput>): Promise<OperationView> {
  requirePermission(principal, 'server:manage')
  const { planId, atOnce, requestId } = parseInput(StartPlanInput, fields)
  const actor = actorOf(principal)
  return catalogDb().$transaction(async (tx) => {
    const [plan] = await tx.$queryRaw<
      { operation_id: string | null }[]
    >`SELECT operation_id FROM plans WHERE id = ${planId}::uuid FOR UPDATE`
    if (!plan) throw new AppError('not_found', { message: 'There is no such plan.' })
    if (plan.operation_id) throw new AppError('conflict', { message: 'This plan was started already.' })
    const moves = await tx.planMove.count({ where: { planId, isStruck: false } })
    if (moves === 0) throw new AppError('conflict', { message: 'There is nothing to move in this plan.' })
    const operation = await startOperation({
      tx,
      kind: EXECUTE_PLAN,
      tenantId: null,
      requestedBy: actor,
      requestId,
      input: { planId, atOnce },
    })
    await tx.plan.update({ where: { id: planId }, data: { operationId: operation.id } })
    await recordAudit(tx, { actor, action: 'plan.started', subject: { kind: 'plan', id: planId }, detail: { moves, atOnce }, requestId })
    return operation
  })
}

import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getServerReport } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { getPlan, type PlanView } from './get-plan'
import { MakePlanInput } from './plan-input.schema'
import { planMoves } from './plan-moves'
import type { Plan, PlanGoal } from './plan-world'
import { readWorld } from './read-world'

const ROWS_AT_ONCE = 5000
const NAMES_MAX = 20

/** Simulates: what would move, why, and what it would change. Nothing moves; the plan is kept as it is shown. Throws `not_found`. */
export async function makePlan(principal: Principal, fields: z.input<typeof MakePlanInput>): Promise<PlanView> {
  requirePermission(principal, 'server:manage')
  const { kind, server, to, target, movesMax, requestId } = parseInput(MakePlanInput, fields)
  const serverId = server === undefined ? '' : (await getServerReport(server)).id
  const toServerId = to === undefined ? undefined : (await getServerReport(to)).id
  const goal: PlanGoal = kind === 'split' ? { kind, serverId, toServerId } : kind === 'drain' ? { kind, serverId } : { kind }
  const plan = planMoves(await readWorld(), goal, { target, movesMax })
  const id = newId()
  const actor = actorOf(principal)
  await catalogDb().$transaction(
    async (tx) => {
      await tx.plan.create({
        data: {
          id,
          goal: { ...goal, target, movesMax },
          servers: plan.servers as object[],
          staying: summary(plan.staying),
          requestedBy: actor,
        },
      })
      for (let start = 0; start < plan.moves.length; start += ROWS_AT_ONCE) {
        await tx.planMove.createMany({
          data: plan.moves.slice(start, start + ROWS_AT_ONCE).map(({ slug: _, effect, bytes, ...move }, index) => ({
            ...move,
            planId: id,
            position: start + index,
            bytes: BigInt(Math.round(bytes)),
            effect: effect as object,
          })),
        })
      }
      await recordAudit(tx, {
        actor,
        action: 'plan.made',
        subject: { kind: 'plan', id },
        detail: { ...goal, target, moves: plan.moves.length },
        requestId,
      })
    },
    { timeout: 60_000 },
  )
  return getPlan(id)
}

export type StayingSummary = { why: 'region' | 'held' | 'room'; count: number; slugs: string[] }[]

function summary(staying: Plan['staying']): StayingSummary {
  return (['region', 'held', 'room'] as const).flatMap((why) => {
    const found = staying.filter((each) => each.why === why)
    return found.length === 0 ? [] : [{ why, count: found.length, slugs: found.slice(0, NAMES_MAX).map(({ slug }) => slug) }]
  })
}

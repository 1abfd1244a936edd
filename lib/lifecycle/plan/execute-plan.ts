import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { systemPrincipal } from '@/lib/auth'
import { PATTERNS } from '@/lib/catalog'
import { isAppError, log } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { defineOperation, type StepContext } from '@/lib/operations'
import { startMove } from '../move'

export const EXECUTE_PLAN = 'plan.execute'
const LOOK_MILLISECONDS = 1000

const ExecuteInput = z.object({ planId: z.uuid(), atOnce: z.number().int() })
type ExecuteInput = z.infer<typeof ExecuteInput>
type Outcome = { moved: number; failed: number; refused: number }

/** One operation for the plan, one for each move: cancelling this one starts no further moves and lets those under way finish. */
defineOperation<ExecuteInput>({
  kind: EXECUTE_PLAN,
  input: ExecuteInput,
  steps: [{ name: 'moves', run: runMoves }],
})

/** Keeps `atOnce` moves under way until none is left. What was started is in the plan, so that a killed worker's successor goes on. */
async function runMoves({ input: { planId, atOnce }, signal, progress, assertFence }: StepContext<ExecuteInput>): Promise<Outcome> {
  let refused = 0
  for (;;) {
    signal.throwIfAborted()
    await assertFence()
    const { total, waiting, moved, failed } = await standingOf(planId)
    progress(moved + failed, total, 'moves')
    if (moved + failed === total) return { moved, failed, refused }
    const room = Math.min(waiting, atOnce - (total - waiting - moved - failed))
    if (room > 0) for (const next of await nextOf(planId, room)) if (!(await begin(planId, next))) refused += 1
    await wait(LOOK_MILLISECONDS, undefined, { signal })
  }
}

async function standingOf(planId: string): Promise<{ total: number; waiting: number; moved: number; failed: number }> {
  const rows = await catalogDb().$queryRaw<{ total: number; waiting: number; moved: number; failed: number }[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE m.move_id IS NULL)::int AS waiting,
           count(*) FILTER (WHERE o.state = 'succeeded')::int AS moved, count(*) FILTER (WHERE o.state IN ('failed', 'cancelled'))::int AS failed
      FROM plan_moves m LEFT JOIN operations o ON o.id = m.move_id WHERE m.plan_id = ${planId}::uuid AND NOT m.is_struck`
  return rows[0]!
}

type Next = { position: number; tenantId: string; toServerId: string; pattern: string }

function nextOf(planId: string, take: number): Promise<Next[]> {
  return catalogDb().planMove.findMany({
    where: { planId, isStruck: false, moveId: null },
    orderBy: { position: 'asc' },
    take,
    select: { position: true, tenantId: true, toServerId: true, pattern: true },
  })
}

/** What was true when the plan was made may not be now: a move that is refused is struck out, told in the log, and the others go on. */
async function begin(planId: string, { position, tenantId, toServerId, pattern }: Next): Promise<boolean> {
  const place = { planId_position: { planId, position } }
  try {
    const toPattern = z.enum(PATTERNS).parse(pattern)
    await startMove(
      systemPrincipal('plan'),
      { tenantId, toPattern, toServerId, method: 'auto' },
      { also: async (tx, { id }) => void (await tx.planMove.update({ where: place, data: { moveId: id } })) },
    )
    return true
  } catch (error) {
    if (!isAppError(error) || !['conflict', 'not_found', 'invalid_input'].includes(error.code)) throw error
    log.warn({ err: error, planId, tenantId }, 'a planned move is left out')
    await catalogDb().planMove.update({ where: place, data: { isStruck: true } })
    return false
  }
}

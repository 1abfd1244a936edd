import type { StepContext } from '@/lib/operations'
import { givenUp } from './given-up'
import { pass } from './kill-points'
import { changePhase, getMoveRow } from './move-rows'
import { type MoveSession, withSession } from './move-session'

/** A change that is this young on the target is near enough to end the rest behind a fence. On a busy machine we ask for less by and by. */
const LAG_WANTED_MS = 150
const LAG_PATIENCE: readonly (readonly [tries: number, lagMs: number])[] = [
  [40, 2_500],
  [20, 1_000],
  [8, 400],
]

export async function streamChanges(context: StepContext): Promise<{ lagMs: number }> {
  if (await isPastFlip(context)) return { lagMs: 0 }
  return withSession(context, async (session) => {
    await ensureStream(session)
    const lagMs = await catchUp(context, session)
    await pass('streaming')
    return { lagMs }
  })
}

export async function verifyCopy(context: StepContext): Promise<{ tables: number; heldMs: number }> {
  if (await isPastFlip(context)) return { tables: (await getMoveRow(context.operationId)).facts.verifiedTables ?? 0, heldMs: 0 }
  return withSession(context, async (session) => {
    await ensureStream(session)
    const { tables, heldMs } = await ensureVerified(context, session)
    await pass('verified')
    return { tables, heldMs: Math.round(heldMs) }
  })
}

/** Opens the stream where the target stands. A fence that a killed worker left is taken back: the source is the truth until the flip. */
export async function ensureStream(session: MoveSession): Promise<void> {
  if (session.isStreaming) return
  if (!(await changePhase(session.row.id, ['streaming', 'fencing'], 'streaming', session))) throw givenUp()
  await session.mover.shutTarget()
  await session.mover.unfence() // after the change of phase: from there on nobody else's flip can succeed
  await session.mover.startStream()
  session.isStreaming = true
}

export async function catchUp({ signal, progress }: StepContext, session: MoveSession): Promise<number> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted()
    session.lost.throwIfAborted()
    const lagMs = await session.mover.measureLag()
    Object.assign(session.facts, { lagMs: Math.round(lagMs), secondsLeft: 1 })
    progress(session.mover.changesApplied, undefined, 'changes')
    const [, enoughMs] = LAG_PATIENCE.find(([after]) => tries > after) ?? [0, LAG_WANTED_MS]
    if (lagMs < enoughMs) return Math.round(lagMs)
  }
}

/** Compares all rows at one instant; needed once a session, because it is the session that remembers what was written since. */
export async function ensureVerified(context: StepContext, session: MoveSession): Promise<{ tables: number; heldMs: number }> {
  if (session.isVerified) return { tables: session.mover.tables.length, heldMs: 0 }
  const found = await session.mover.verifyAll()
  session.isVerified = true
  session.facts.verifiedTables = found.tables
  context.progress(found.tables, found.tables, 'tables')
  return found
}

export async function isPastFlip({ operationId }: StepContext): Promise<boolean> {
  const { phase } = await getMoveRow(operationId)
  return phase === 'flipped' || phase === 'done'
}

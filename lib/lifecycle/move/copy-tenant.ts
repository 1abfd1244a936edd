import type { StepContext } from '@/lib/operations'
import { flip } from './flip'
import { givenUp } from './given-up'
import { pass } from './kill-points'
import type { MoveInput } from './move-input'
import { changePhase, getMoveRow } from './move-rows'
import { type MoveSession, withSession } from './move-session'
import { takeTurn } from './take-turn'

/** Offline, this step is the whole move: fence, copy, comparison of everything, flip. Online, it ends where the stream can begin. */
export async function copyTenant(context: StepContext<MoveInput>): Promise<{ rows: number; bytes: number }> {
  const { phase, method } = await getMoveRow(context.operationId)
  const isDue = phase === 'preparing' || phase === 'copying' || (phase === 'fencing' && method === 'offline')
  if (isDue) {
    await withSession(context, (session) => (method === 'offline' ? copyBehindFence(context, session) : copyFromSnapshot(context, session)))
  }
  const { facts } = await getMoveRow(context.operationId)
  return { rows: facts.rowsCopied ?? 0, bytes: facts.bytesCopied ?? 0 }
}

async function copyFromSnapshot(context: StepContext<MoveInput>, session: MoveSession): Promise<void> {
  await begin(context, session)
  await pass('copying')
  await session.mover.copyOnline(anyOf(context, session), reporter(context, session), (blockers) => {
    session.facts.waitsFor = blockers
  })
  await context.assertFence()
  await pass('copied')
  if (!(await changePhase(session.row.id, ['copying'], 'streaming', session))) throw givenUp()
}

async function copyBehindFence(context: StepContext<MoveInput>, session: MoveSession): Promise<void> {
  await begin(context, session)
  await pass('copying')
  await context.assertFence()
  if (!(await changePhase(session.row.id, ['copying'], 'fencing', session))) throw givenUp()
  const { at, tries } = await session.mover.copyOffline(anyOf(context, session), reporter(context, session))
  await pass('compared')
  Object.assign(session.facts, { verifiedTables: session.mover.tables.length, fenceTries: tries })
  await flip(context, session, at)
}

/** From the start each time: a snapshot lives no longer than its connection. A fence that a killed worker left is taken back. */
async function begin(context: StepContext, session: MoveSession): Promise<void> {
  const { row, mover } = session
  const isOurs =
    row.phase === 'preparing'
      ? await takeTurn(row, anyOf(context, session))
      : await changePhase(row.id, ['copying', 'fencing'], 'copying', session)
  if (!isOurs) throw givenUp()
  await mover.unfence()
  await mover.clear()
}

function reporter(context: StepContext, session: MoveSession) {
  return (rows: number, bytes: number) => {
    session.noteCopied(rows, bytes)
    context.progress(rows, Math.max(session.facts.rowsTotal ?? 0, rows), 'rows')
  }
}

const anyOf = ({ signal }: StepContext, { lost }: MoveSession) => AbortSignal.any([signal, lost])

import { isAppError, log } from '@/lib/core'
import type { StepContext } from '@/lib/operations'
import { flip } from './flip'
import { givenUp } from './given-up'
import { pass } from './kill-points'
import { changePhase, getMoveRow } from './move-rows'
import { type MoveSession, withSession } from './move-session'
import { catchUp, ensureStream, ensureVerified, isPastFlip } from './stream-changes'

const TRIES_MAX = 5

/** The only time at which the tenant's writes wait. Until the flip all of it can be taken back, and is when anything goes wrong. */
export async function cutOver(context: StepContext): Promise<{ pauseMs: number }> {
  if (!(await isPastFlip(context))) {
    await withSession(context, async (session) => {
      await ensureStream(session)
      await ensureVerified(context, session)
      for (let tries = 1; !(await tryCutOver(context, session)); tries++) if (tries >= TRIES_MAX) throw givenUp()
    })
  }
  return { pauseMs: (await getMoveRow(context.operationId)).facts.pauseMs ?? 0 }
}

/** False when it was taken back and may be tried again: the last changes came late, or the supervisor thought this worker dead. */
async function tryCutOver(context: StepContext, session: MoveSession): Promise<boolean> {
  const { mover, row } = session
  await catchUp(context, session)
  await context.assertFence()
  if (!(await changePhase(row.id, ['streaming'], 'fencing', session))) throw givenUp()
  await pass('fencing')
  session.isCutting = true
  try {
    const { at, tries, drained } = await mover.fence()
    await pass('fenced')
    await drained
    await pass('drained')
    const touchedKeys = await mover.verifyTouched()
    await pass('compared')
    Object.assign(session.facts, { touchedKeys, fenceTries: tries })
    await flip(context, session, at)
    return true
  } catch (error) {
    if (await isPastFlip(context)) throw error // forward only from here
    await changePhase(row.id, ['fencing'], 'streaming', session)
    await mover.unfence() // before the target is spoken to, which may be what has died; nobody has a route there
    await mover.shutTarget()
    if (!isAppError(error) || error.code !== 'busy') throw error
    log.warn({ moveId: row.id, err: error }, 'the cutover was taken back and is tried again')
    return false
  } finally {
    session.isCutting = false
  }
}

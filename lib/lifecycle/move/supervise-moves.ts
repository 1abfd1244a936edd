import { log } from '@/lib/core'
import { catalogDb, dropSlot, forgetGate, Mover, readFence, unfencePlace } from '@/lib/db'
import { driverOf } from '@/lib/placement'
import { changePhase, getMoveRow, type MovePhase } from './move-rows'
import { isLeft, sourceOf, targetOf } from './places'

/** A mover says three times a second that it lives. */
const SILENT_SECONDS = 1.2

/**
 * Twice a second in every worker: a fence whose mover has fallen silent goes away, and a move that was given up is undone. The catalog
 * decides first, by compare and swap: a mover that is alive after all then fails at its flip, so that there is never a second truth.
 */
export async function superviseMoves(): Promise<void> {
  const due = await catalogDb().$queryRaw<{ id: string; phase: string; method: string }[]>`
    SELECT m.id, m.phase, m.method FROM moves m JOIN operations o ON o.id = m.id
     WHERE m.phase = 'aborting'
        OR (m.phase = 'fencing' AND m.heartbeat_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS}))
        OR (m.phase = 'flipped' AND o.state NOT IN ('queued', 'running'))`
  const fences = due.filter(({ phase }) => phase === 'fencing') // first: somebody's writes wait
  await Promise.all(fences.map(({ id, method }) => lookAfter(id, () => takeFenceBack(id, method === 'offline' ? 'copying' : 'streaming'))))
  const others = due.filter(({ phase }) => phase !== 'fencing')
  await Promise.all(others.map(({ id, phase }) => lookAfter(id, () => (phase === 'aborting' ? undo(id) : finish(id)))))
}

async function lookAfter(moveId: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error) => log.warn({ err: error, moveId }, 'a move could not be looked after, and is tried again'))
}

/** The fence's own mark is read first: should the mover live and fence anew after the catalog has changed, that fence is left alone. */
async function takeFenceBack(id: string, phase: MovePhase): Promise<void> {
  const row = await getMoveRow(id)
  const source = await sourceOf(row)
  const mark = await readFence(source, row.tenantId)
  if (!(await changePhase(id, ['fencing'], phase))) return
  await unfencePlace({ ...row, source, target: null, mark })
  log.warn({ moveId: id }, 'took back the fence of a silent mover')
}

/** The flip came, and its operation ended before it had tidied up. */
async function finish(id: string): Promise<void> {
  const row = await getMoveRow(id)
  const [source, target] = [await sourceOf(row), await targetOf(row)]
  const mover = await Mover.open({ id, tenantId: row.tenantId, epoch: row.epoch, source, target: target! })
  try {
    await mover.leaveSource()
    await mover.tidy()
  } finally {
    await mover.close()
  }
  await changePhase(id, ['flipped'], 'done')
}

/** The tenant goes on where it is; what was made elsewhere goes away. Safe to repeat. */
async function undo(id: string): Promise<void> {
  const row = await getMoveRow(id)
  const [source, target] = [await sourceOf(row), await targetOf(row)]
  if (await isLeft(source, row)) return // what looks half-made is where the tenant lives: `catalog reconcile` ends this move
  await unfencePlace({ ...row, source, target })
  await dropSlot(source, id)
  if (target) {
    await catalogDb().move.update({ where: { id }, data: { toDatabaseId: null } }) // a database of its own goes away with its row
    await driverOf(row.toPattern)
      .drop(target.location, row.tenantId)
      .catch(async (error) => {
        await catalogDb().move.update({ where: { id }, data: { toDatabaseId: target.location.databaseId } })
        throw error
      })
    if (target.isShared || row.toPattern === 'schema') await forgetGate(target, row.tenantId, row.epoch + 1)
  }
  await changePhase(id, ['aborting'], 'aborted')
  log.info({ moveId: id }, 'a move was undone')
}

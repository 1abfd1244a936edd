import { setTimeout as wait } from 'node:timers/promises'
import { catalogDb } from '@/lib/db'
import type { MoveRow } from './move-rows'

/** Moves that copy or stream at the same time from or to one server: each reads the whole log of its source. */
const MOVES_PER_SERVER_MAX = 2
const TURN_EVERY_MS = 500

/**
 * Begins to copy as soon as both servers have a turn free. The turn is the move's own phase, so a killed worker leaves none behind.
 * False when the move was given up meanwhile.
 */
export async function takeTurn(row: MoveRow, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    signal.throwIfAborted()
    const outcome = await tryTurn(row)
    if (outcome !== 'busy') return outcome === 'taken'
    await wait(TURN_EVERY_MS, undefined, { signal })
  }
}

async function tryTurn({ id, fromDatabaseId, toServerId }: MoveRow): Promise<'taken' | 'busy' | 'given-up'> {
  return catalogDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(hashtext('rowhouse:moves'))) AS lock`
    const [found] = await tx.$queryRaw<{ busiest: number }[]>`
      WITH mine AS (SELECT server_id AS id FROM databases WHERE id = ${fromDatabaseId}::uuid UNION SELECT ${toServerId}::uuid),
           others AS (SELECT d.server_id AS source, m.to_server_id AS target FROM moves m LEFT JOIN databases d ON d.id = m.from_database_id
                       WHERE m.id <> ${id}::uuid AND m.phase IN ('copying', 'streaming', 'fencing'))
      SELECT coalesce(max(n), 0)::int AS busiest
        FROM (SELECT count(*) AS n FROM mine JOIN others ON mine.id IN (others.source, others.target) GROUP BY mine.id) AS counted`
    if (found!.busiest >= MOVES_PER_SERVER_MAX) return 'busy'
    const taken = await tx.$executeRaw`
      UPDATE moves SET phase = 'copying', heartbeat_at = clock_timestamp() WHERE id = ${id}::uuid AND phase = 'preparing'`
    return taken === 1 ? 'taken' : 'given-up'
  })
}

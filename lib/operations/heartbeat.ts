import { hostname } from 'node:os'
import { catalogDb } from '@/lib/db'

export const HEARTBEAT_MILLISECONDS = 2000
/** A worker that was silent for so long is taken for dead; should it live after all, the fence keeps it from writing. */
export const SILENT_SECONDS = 8

/** "I live", for every slot of this process that may hold a job. */
export async function beat(workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return
  await catalogDb().$executeRaw`
    INSERT INTO workers (id, process_id, host) SELECT id, ${process.pid}, ${hostname()} FROM unnest(${[...workerIds]}::text[]) AS worker (id)
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`
}

/** At a proper end: whatever these slots still hold is free at once, and nobody waits for them to fall silent. */
export async function leave(workerIds: readonly string[]): Promise<void> {
  await catalogDb().worker.deleteMany({ where: { id: { in: [...workerIds] } } })
  await catalogDb().$executeRaw`SELECT graphile_worker.force_unlock_workers(${[...workerIds]}::text[])`
}

/**
 * Frees the jobs, and the queues behind them, of workers that no longer live. The queue itself would keep them locked for four hours.
 * Jobs locked a moment ago are left alone: their worker may not have said its first word yet. Returns how many workers were silent.
 */
export async function rescueJobs(): Promise<number> {
  const [row] = await catalogDb().$queryRaw<{ silent: number }[]>`
    WITH locked AS (
      SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_at < now() - make_interval(secs => ${SILENT_SECONDS})
      UNION
      SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_at < now() - make_interval(secs => ${SILENT_SECONDS})
    ), silent AS (
      SELECT array_agg(locked_by) AS ids FROM locked
       WHERE NOT EXISTS (SELECT FROM workers w WHERE w.id = locked_by AND w.heartbeat_at > now() - make_interval(secs => ${SILENT_SECONDS}))
    )
    SELECT coalesce(cardinality(ids), 0) AS silent,
           CASE WHEN ids IS NOT NULL THEN graphile_worker.force_unlock_workers(ids)::text END AS freed,
           CASE WHEN ids IS NOT NULL THEN pg_notify('jobs:insert', '{"count": 8}')::text END AS told
      FROM silent`
  return row?.silent ?? 0
}

import type { CatalogTx } from '@/lib/db'

export type JobSpec = {
  task: string
  payload: Record<string, string | number | boolean>
  /** Jobs of one queue run one after the other. */
  queue?: string
  /** At most one job that waits has this key. */
  key: string
  /**
   * With a job of this key already there: `keep` leaves it as it is, running or not; `replace` starts it anew, or adds another one
   * behind it when it runs and so may have missed what changed.
   */
  mode?: 'keep' | 'replace'
  attemptsMax?: number
  /** Not before this moment; at once if left out. */
  runAt?: Date
}

/** Whoever adds to a queue holds this lock in common; whoever removes empty queues holds it alone. */
export const QUEUES_LOCK = 'rowhouse:job-queues'

/**
 * Adds a job in the caller's transaction: it exists if and only if the caller's change does.
 * The lock is there because add_job first makes sure that the queue exists and then looks it up: removed in between, the job would
 * run outside its queue.
 */
export async function addJob(tx: CatalogTx, { task, payload, queue, key, mode = 'keep', attemptsMax = 25, runAt }: JobSpec): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null}, max_attempts => ${attemptsMax}::int,
                                   run_at => ${runAt?.toISOString() ?? null}::timestamptz, job_key => ${key}, job_key_mode => ${mode === 'keep' ? 'unsafe_dedupe' : 'replace'})
      FROM (SELECT pg_advisory_xact_lock_shared(hashtextextended(${QUEUES_LOCK}, 0))) AS lock`
}

export const operationJob = (operation: { id: string; tenantId: string | null }): JobSpec => ({
  task: 'operation.run',
  payload: { operationId: operation.id },
  key: `operation:${operation.id}`,
  mode: 'replace',
  ...(operation.tenantId && { queue: `tenant:${operation.tenantId}:ops` }),
})

/** Brings an operation that waits for its next try back at once: somebody wants it to end. */
export async function hurryOperation(tx: CatalogTx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_notify('jobs:insert', '{"count": 1}')
      FROM (SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) FROM graphile_worker._private_jobs
             WHERE key = ${`operation:${operationId}`} AND locked_at IS NULL HAVING count(*) > 0) AS job`
}

import { catalogDb } from '@/lib/db'

export type JobQueue = {
  task: string
  /** Due and not taken yet. */
  waiting: number
  running: number
  /** Brought back after a failure, due later. */
  retrying: number
  /** Given up after the last attempt. */
  failed: number
  /** How long the longest waiting job has been due. */
  oldestSeconds: number
}

/** The queue of the workers by kind of job, the longest first. Only counts: a payload may hold what nobody should read here. */
export async function countJobs(): Promise<JobQueue[]> {
  return catalogDb().$queryRaw<JobQueue[]>`
    SELECT task_identifier AS task,
           count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts)::int AS waiting,
           count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
           count(*) FILTER (WHERE locked_at IS NULL AND run_at > now() AND attempts > 0 AND attempts < max_attempts)::int AS retrying,
           count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS failed,
           coalesce(max(extract(epoch FROM now() - run_at)) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts), 0)::float8
             AS "oldestSeconds"
      FROM graphile_worker.jobs GROUP BY 1 ORDER BY count(*) DESC, 1`
}

import { log, now } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { addJob, operationJob, QUEUES_LOCK } from './add-job'
import { findDefinition } from './definition'

/**
 * Once a minute, what nothing else repairs. Operations that lost their job (a zombie that came to its end removes the job from under
 * its successor) get another; those whose job was given up are failed; queues that are empty and workers that are long gone go away:
 * the search for the next job reads all queues.
 */
export async function sweepOperations(): Promise<void> {
  await giveJobs()
  await failGivenUp()
  await dropEmptyQueues()
  await catalogDb().$executeRaw`DELETE FROM workers WHERE heartbeat_at < now() - interval '10 minutes'`
}

async function giveJobs(): Promise<void> {
  await catalogDb().$transaction(async (tx) => {
    const orphans = await tx.$queryRaw<{ id: string; tenantId: string | null }[]>`
      SELECT o.id, o.tenant_id AS "tenantId" FROM operations o
       WHERE o.state IN ('queued', 'running') AND o.created_at < now() - interval '10 seconds'
         AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.key = 'operation:' || o.id)
       ORDER BY o.created_at LIMIT 100 FOR UPDATE OF o SKIP LOCKED`
    for (const operation of orphans) {
      await addJob(tx, operationJob(operation))
      log.warn({ operationId: operation.id }, 'operation had lost its job')
    }
  })
}

async function failGivenUp(): Promise<void> {
  const error = JSON.stringify({
    code: 'internal',
    message: 'The work was tried too often without coming to its end. Try again, or look at the log.',
  })
  await catalogDb().$transaction(async (tx) => {
    const failed = await tx.$queryRaw<{ operationId: string; tenantId: string | null; kind: string }[]>`
      WITH given_up AS (
        DELETE FROM graphile_worker._private_jobs j WHERE j.key LIKE 'operation:%' AND j.attempts >= j.max_attempts AND j.locked_at IS NULL
        RETURNING j.key
      )
      UPDATE operations o SET state = 'failed', error = ${error}::jsonb, finished_at = now(), fence = fence + 1, version = version + 1
        FROM given_up WHERE given_up.key = 'operation:' || o.id AND o.state IN ('queued', 'running')
      RETURNING o.id AS "operationId", o.tenant_id AS "tenantId", o.kind`
    for (const operation of failed) {
      const { operationId } = operation
      await tx.operationStep.updateMany({ where: { operationId, state: 'running' }, data: { state: 'failed', finishedAt: now() } })
      await findDefinition(operation.kind)?.failed?.(tx, operation)
      log.error({ operationId }, 'operation was given up')
    }
  })
}

async function dropEmptyQueues(): Promise<void> {
  await catalogDb().$executeRaw`
    DELETE FROM graphile_worker._private_job_queues q
     WHERE (SELECT pg_try_advisory_xact_lock(hashtextextended(${QUEUES_LOCK}, 0))) AND q.locked_at IS NULL
       AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.job_queue_id = q.id)`
}

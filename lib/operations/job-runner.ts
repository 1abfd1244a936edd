import { EventEmitter } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { log } from '@/lib/core'
import { jobsPool } from '@/lib/db'
import { beat, HEARTBEAT_MILLISECONDS, leave, rescueJobs } from './heartbeat'
import { repeat } from './repeat'
import { runOperation } from './run-operation'
import { checkRunning, watchRunning } from './running-operations'

export type JobInfo = { attempt: number; attemptsMax: number; signal: AbortSignal }
/** Returns when the job is done with; throws to have it brought back later, with a growing wait. */
export type JobHandler = (payload: Record<string, unknown>, info: JobInfo) => Promise<void>
export type JobRunner = { stop(): Promise<void> }
type Options = { handlers: Readonly<Record<string, JobHandler>>; slots?: number }

/** Faults in a row after which a runner is replaced: one of them would be cached in it for ever. */
const FAULTS_MAX = 5
const RESCUE_MILLISECONDS = 1000
const PATIENCE_MILLISECONDS = 8000

/**
 * Works on jobs until it is stopped: says every two seconds that it lives, frees what silent workers hold, and replaces the queue's
 * own runner when that has lost a slot to a broken connection.
 */
export async function startJobRunner({ handlers, slots = 4 }: Options): Promise<JobRunner> {
  const stopping = new AbortController()
  const slotIds = new Set<string>()
  let current: Runner | undefined
  let replacing: Promise<void> | undefined

  const replace = (): Promise<void> => {
    replacing ??= open().finally(() => {
      replacing = undefined
    })
    return replacing
  }

  async function open(): Promise<void> {
    void current?.stop().catch(() => {})
    current = undefined
    for (let wait = 200; !stopping.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      try {
        current = await run({
          pgPool: jobsPool(),
          taskList: tasks(),
          concurrency: slots,
          noHandleSignals: true,
          pollInterval: 1000,
          gracefulShutdownAbortTimeout: 1000,
          logger: QUIET,
          events: events(),
        })
        current.promise.catch((error) => log.warn({ err: error }, 'job runner ended'))
        return
      } catch (error) {
        log.warn({ err: error }, 'job queue is not reachable')
        await after(wait)
      }
    }
  }

  function events(): WorkerEvents {
    const emitter: WorkerEvents = new EventEmitter()
    let faults = 0
    let isOutdated = false
    const giveUp = () => {
      if (isOutdated || stopping.signal.aborted) return
      isOutdated = true
      void replace()
    }
    emitter.on('worker:create', ({ worker }) => slotIds.add(worker.workerId))
    emitter.on('worker:stop', ({ worker }) => {
      slotIds.delete(worker.workerId)
      giveUp()
    })
    emitter.on('worker:getJob:error', () => ++faults >= FAULTS_MAX && giveUp())
    emitter.on('worker:getJob:empty', () => {
      faults = 0
    })
    emitter.on('job:start', () => {
      faults = 0
    })
    emitter.on('job:error', ({ job, error }) => {
      const { code, name } = error as { code?: string; name?: string }
      log.warn({ jobId: job.id, task: job.task_identifier, attempt: job.attempts, code, name }, 'job will be brought back')
    })
    return emitter
  }

  function tasks(): TaskList {
    const list: TaskList = {
      'operation.run': (payload, { job }) =>
        runOperation((payload as { operationId: string }).operationId, job.locked_by ?? 'unknown', stopping.signal),
    }
    for (const [name, handler] of Object.entries(handlers)) {
      list[name] = (payload, { job }) =>
        handler(payload as Record<string, unknown>, { attempt: job.attempts, attemptsMax: job.max_attempts, signal: stopping.signal })
    }
    return list
  }

  const stopWatching = watchRunning()
  await replace()
  const beats = repeat('heartbeat', HEARTBEAT_MILLISECONDS, async () => {
    await beat([...slotIds])
    await checkRunning()
  })
  const rescues = repeat('rescue', RESCUE_MILLISECONDS, async () => {
    const silent = await rescueJobs()
    if (silent > 0) log.warn({ silent }, 'freed the jobs of silent workers')
  })

  return {
    async stop() {
      stopping.abort(new Error('the worker stops'))
      stopWatching()
      await rescues.stop()
      const ids = [...slotIds]
      await replacing
      const ended = current?.stop().catch((error) => log.warn({ err: error }, 'job runner did not stop well'))
      const patience = new AbortController()
      const late = after(PATIENCE_MILLISECONDS, undefined, { signal: patience.signal }).catch(() => {})
      await Promise.race([ended, late]) // a step that does not listen to its signal is left to its successor
      patience.abort()
      await beats.stop()
      await leave(ids).catch((error) => log.warn({ err: error }, 'jobs are not free before this worker counts as silent'))
    },
  }
}

// The queue's own words hold payloads and error texts; ours are above.
const QUIET = new Logger(() => () => {})

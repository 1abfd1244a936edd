import { catalogDb } from '@/lib/db'
import { SILENT_SECONDS } from './heartbeat'

export type WorkerView = { host: string; processId: number; startedAt: Date; heartbeatAt: Date; isAlive: boolean }

/** Worker processes that said so in the last ten minutes, the newest first. One that is silent for 8 s counts as dead. */
export async function listWorkers(): Promise<WorkerView[]> {
  return catalogDb().$queryRaw<WorkerView[]>`
    SELECT host, process_id AS "processId", min(started_at) AS "startedAt", max(heartbeat_at) AS "heartbeatAt",
           max(heartbeat_at) > now() - make_interval(secs => ${SILENT_SECONDS}) AS "isAlive"
      FROM workers GROUP BY host, process_id ORDER BY min(started_at) DESC`
}

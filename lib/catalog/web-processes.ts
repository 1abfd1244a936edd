import { hostname } from 'node:os'
import { env, log, newId } from '@/lib/core'
import { catalogDb, onCloseAll, setLiveProcesses } from '@/lib/db'

const BEAT_MILLISECONDS = 2000
/** A process that was silent for so long is taken for dead, and what it held of tenants' limits goes to the others. */
const SILENT_SECONDS = 8

const KEY = Symbol.for('rowhouse.catalog.web-process')
const holder = globalThis as { [KEY]?: { id: string; timer: NodeJS.Timeout } }

export type WebProcess = { host: string; processId: number; deployment: string | null; startedAt: Date; heartbeatAt: Date }

/** "I serve", every two seconds from now on; and how many others serve the same tenants, whose limits this one shares with them. */
export function enterWebProcess(): void {
  if (holder[KEY]) return
  const id = newId()
  const turn = () =>
    beat(id).catch((error) => {
      log.warn({ err: error }, 'this process could not say that it lives')
    })
  holder[KEY] = { id, timer: setInterval(turn, BEAT_MILLISECONDS).unref() }
  void turn()
}

async function beat(id: string): Promise<void> {
  const deployment = env().DEPLOYMENT ?? null
  await catalogDb().$executeRaw`
    INSERT INTO web_processes (id, host, process_id, deployment) VALUES (${id}::uuid, ${hostname()}, ${process.pid}, ${deployment})
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`
  await catalogDb().$executeRaw`DELETE FROM web_processes WHERE heartbeat_at < now() - interval '1 minute'`
  const alive = await listWebProcesses()
  setLiveProcesses(alive.filter((other) => other.deployment === deployment).length)
}

/** Those that live. */
export async function listWebProcesses(): Promise<WebProcess[]> {
  return catalogDb().$queryRaw<WebProcess[]>`
    SELECT host, process_id AS "processId", deployment, started_at AS "startedAt", heartbeat_at AS "heartbeatAt" FROM web_processes
     WHERE heartbeat_at > now() - make_interval(secs => ${SILENT_SECONDS}) ORDER BY deployment NULLS FIRST, started_at`
}

onCloseAll(async () => {
  if (holder[KEY]) clearInterval(holder[KEY].timer)
  delete holder[KEY]
})

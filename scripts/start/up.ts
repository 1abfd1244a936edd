import { dataDir, derive, env, isAppError, isRemoteDatabase } from '@/lib/core'
import { addressOf } from './address'
import { announce } from './announce'
import { buildWeb } from './build-web'
import { isDemoWanted } from './demo'
import { checkExternalDatabase } from './external-database'
import { generateIfStale } from './generate-if-stale.mjs'
import { startInstances } from './instances'
import { startPostgres } from './postgres'
import { fail, phase, seconds, tell } from './progress'
import { isStopping, listenForSignals, stopAll, stopLater } from './shutdown'
import { stopWithNpm } from './stop-with-npm'
import { claim, release } from './supervisor-note.mjs'
import { startWeb } from './web-cluster'
import { webProcessCount } from './web-process-count'
import { startWorker } from './worker'

/** Everything up, in order, then this process only watches. Ends the process itself when something that is needed fails. */
export async function up({ isDev, startedAt, parent }: { isDev: boolean; startedAt: number; parent: number }): Promise<void> {
  // `npm start` serves people, so its rules are production's, whatever the shell says.
  Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production' })
  listenForSignals()
  stopWithNpm(parent)
  try {
    const { DATABASE_URL } = env()
    const count = webProcessCount(isDev)
    Object.assign(process.env, { WEB_PROCESSES: String(count) })
    const other = claim(dataDir(), addressOf())
    if (other) throw new Error(`Rowhouse was started by another process (${other.pid}) at the same moment.`)
    stopLater({ name: 'the note of this process', gracefully: async () => release(dataDir()), force: () => release(dataDir()) })
    if (isRemoteDatabase()) derive('start') // refuses a key that was made up here, before anything is written there
    await phase(
      async () => generateIfStale(),
      (isNew) => (isNew ? 'database clients generated' : null),
    )

    const building = isDev ? null : buildWeb()
    building?.catch(() => {}) // awaited below: by then there may be more to tell
    if (DATABASE_URL) await phase(checkExternalDatabase, ({ version, host }) => `PostgreSQL ${version} reached at ${host}`)
    else {
      await phase(startPostgres, ({ wasRunning, version, port, elsewhere }) => {
        const where = elsewhere ? `, in ${elsewhere}, because its user cannot enter this folder` : ''
        return `PostgreSQL ${version} ${wasRunning ? 'was still running' : 'started'} on port ${port}${where}`
      })
      await phase(startInstances, (count) =>
        count > 0 ? `${count} ${count === 1 ? 'server' : 'servers'} of single tenants started` : null,
      )
    }
    const worker = await phase(
      () => startWorker({ isDev, hasDemo: isDemoWanted(), onDemo: tell }),
      () => 'catalog and databases ready, worker started',
    )
    await building
    await phase(
      () => startWeb({ isDev, count }),
      () => `web started (${count} ${count === 1 ? 'process' : 'processes'})`,
    )
    const demo = await worker.demo
    if (isStopping()) return
    tell(`up after ${seconds(performance.now() - startedAt)}; logs in ${dataDir()}/logs`)
    announce({ operator: worker.firstOperator(), demo, isDev })
  } catch (error) {
    if (isStopping()) return
    fail(isAppError(error) || process.env.LOG_LEVEL !== 'debug' ? (error as Error).message : String((error as Error).stack))
    await stopAll(1)
  }
}

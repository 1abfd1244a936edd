import cluster, { type Worker } from 'node:cluster'
import { env } from '@/lib/core'
import { logEnd, logPath, openLog } from './log-file'
import { warn } from './progress'
import { isStopping, stopLater } from './shutdown'

const STOP_SECONDS = 10
const REFORK_MS = 300

/** One web process for each core behind one port; this process accepts connections and hands them round. Resolves when all listen. */
export async function startWeb({ isDev, count }: { isDev: boolean; count: number }): Promise<void> {
  const log = openLog('web')
  cluster.schedulingPolicy = cluster.SCHED_RR
  cluster.setupPrimary({ exec: 'scripts/start/web.mjs', args: isDev ? ['--dev'] : [], execArgv: [], stdio: ['ignore', log, log, 'ipc'] })
  stopLater({ name: 'web', gracefully: stopWeb, force: killWeb })

  await new Promise<void>((resolve, reject) => {
    let listening = 0
    let isUp = false
    cluster.on('listening', () => {
      if (++listening >= count && !isUp) {
        isUp = true
        resolve()
      }
    })
    cluster.on('exit', (worker, code, signal) => {
      if (isStopping() || worker.exitedAfterDisconnect) return
      if (!isUp)
        return reject(
          new Error(
            `A web process ended while starting (${signal ?? `exit code ${code}`}). It said:\n${logEnd('web', 8)}\n\nAll of it: ${logPath('web')}`,
          ),
        )
      warn(`a web process ended (${signal ?? `exit code ${code}`}) and is started again; see ${logPath('web')}`)
      setTimeout(() => !isStopping() && fork(), REFORK_MS)
    })
    for (let index = 0; index < count; index++) fork()
  })
}

function fork(): Worker {
  return cluster.fork({ PORT: String(env().PORT) })
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
}

function killWeb(): void {
  for (const worker of workers()) worker.process.kill('SIGKILL')
}

/** No new connections; requests under way get a few seconds; streams that never end are cut. */
async function stopWeb(): Promise<void> {
  await Promise.all(
    workers().map(
      (worker) =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(() => worker.process.kill('SIGKILL'), STOP_SECONDS * 1000)
          worker.once('exit', () => {
            clearTimeout(timer)
            resolve()
          })
          if (worker.isDead()) return resolve()
          worker.send({ type: 'stop' }, () => {})
        }),
    ),
  )
}

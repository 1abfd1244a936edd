// The worker under the supervisor: brings roles, catalog and databases up to date, makes the first operator, takes work, and has the
// demo companies loaded when that is wanted. In one process, because all of it needs the same modules, and loading those is most of
// a start's time.
import { env, isAppError, log } from '@/lib/core'
import type { DemoSignIn } from '../demo/load-demo'
import type { WorkerMessage } from './worker'

const STOP_SECONDS = 15
const tell = (message: WorkerMessage) => process.connected && process.send?.(message)

process.on('SIGINT', () => {}) // a terminal's Ctrl-C is the supervisor's to answer
process.on('disconnect', () => process.exit(0)) // the supervisor is gone: its successor starts another worker

try {
  const { hostInstances, prepareInstallation } = await import('@/lib/lifecycle')
  if (!env().DATABASE_URL) hostInstances((await import('@/lib/db/embedded')).localInstances)
  await prepareInstallation()
  const { createFirstOperator } = await import('./first-operator')
  const operator = await createFirstOperator()
  if (operator) tell({ type: 'operator', operator })
  const { startWorker } = await import('@/worker')
  const worker = await startWorker()
  process.on('SIGTERM', () => {
    setTimeout(() => process.exit(1), STOP_SECONDS * 1000).unref()
    void worker.stop().finally(() => process.exit(0))
  })
  tell({ type: 'ready' })
  if (process.argv.includes('--demo')) void load()
} catch (error) {
  log.error({ err: error }, 'the worker could not start')
  tell({ type: isAppError(error) ? 'refused' : 'failed', message: (error as Error).message })
  setImmediate(() => process.exit(1))
}

/** The service is up without them: whatever goes wrong here is told, and the next start tries again. */
async function load(): Promise<void> {
  let signIns: DemoSignIn[] = []
  try {
    const { loadDemo } = await import('../demo/load-demo')
    signIns = await loadDemo((words) => tell({ type: 'demo', words }))
  } catch (error) {
    log.error({ err: error }, 'the demo companies could not be loaded')
    tell({ type: 'demo', words: 'the demo companies could not be loaded; the log of the worker says why' })
  }
  tell({ type: 'demo-done', signIns })
}

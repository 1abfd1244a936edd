import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A real worker in a process of its own, when it takes work: it has made catalog and databases by then. */
export async function readyWorker(): Promise<{ stop(): Promise<void> }> {
  const worker = fork('scripts/start/worker-process.ts', { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(worker, 'exit').then(() => Promise.reject(new Error('the worker ended')))
  ended.catch(() => {})
  for (;;) {
    const [message] = (await Promise.race([once(worker, 'message'), ended])) as [{ type: string }]
    if (message.type === 'ready') break
  }
  return {
    async stop() {
      if (worker.exitCode !== null) return
      worker.kill('SIGTERM')
      await once(worker, 'exit')
    },
  }
}

import { watch } from 'node:fs'
import type { DemoSignIn } from '../demo/load-demo'
import { keepAlive } from './keep-alive'
import { logPath } from './log-file'

export type FirstOperator = { email: string; password: string; file: string }
export type WorkerMessage =
  | { type: 'operator'; operator: FirstOperator }
  | { type: 'ready' }
  | { type: 'demo'; words: string }
  | { type: 'demo-done'; signIns: DemoSignIn[] }
  /** Something that will not go away by starting again. */
  | { type: 'refused'; message: string }
  | { type: 'failed'; message: string }

export type StartedWorker = { firstOperator: () => FirstOperator | null; demo: Promise<DemoSignIn[]> }

const ENDS_MAX = 3

/** The job process. Before it takes work it brings roles, catalog and databases up to date, and makes the first operator. */
export async function startWorker({
  isDev,
  hasDemo,
  onDemo,
}: {
  isDev: boolean
  hasDemo: boolean
  onDemo: (words: string) => void
}): Promise<StartedWorker> {
  let firstOperator: FirstOperator | null = null
  let isReady = false
  let ends = 0
  let reason = 'it ended without a word'
  let demoDone: (signIns: DemoSignIn[]) => void = () => {}
  const demo = hasDemo ? new Promise<DemoSignIn[]>((resolve) => (demoDone = resolve)) : Promise.resolve([])
  await new Promise<void>((resolve, reject) => {
    const kept = keepAlive('worker', 'scripts/start/worker-process.ts', {
      args: hasDemo ? ['--demo'] : [],
      onMessage: (message) => {
        const told = message as WorkerMessage
        if (told.type === 'operator') firstOperator = told.operator
        else if (told.type === 'demo') onDemo(told.words)
        else if (told.type === 'demo-done') demoDone(told.signIns)
        else if (told.type === 'refused') reject(new Error(told.message))
        else if (told.type === 'failed') reason = told.message
        else if (told.type === 'ready') {
          isReady = true
          resolve()
        }
      },
      onEnd: () => {
        if (!isReady && ++ends >= ENDS_MAX) reject(new Error(`The worker does not start: ${reason}; see ${logPath('worker')}`))
      },
    })
    if (isDev) restartOnChange(kept.restart)
  })
  return { firstOperator: () => firstOperator, demo }
}

function restartOnChange(restart: () => void): void {
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['lib', 'worker', 'messages']) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || /\.test\.|~$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(restart, 300)
    })
  }
}

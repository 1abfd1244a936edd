import { fail, tell } from './progress'

type Stop = { name: string; gracefully: () => Promise<void>; force: () => void }

const stack: Stop[] = []
let stopping: Promise<never> | undefined

/** Told when something was started; it is stopped before what was started earlier. */
export function stopLater(stop: Stop): void {
  stack.push(stop)
}

export function isStopping(): boolean {
  return stopping !== undefined
}

// One Ctrl-C may arrive twice: from the terminal, which tells its whole group, and from npm, which passes it on.
const SAME_KEY_MS = 700

/** Ctrl-C, `kill` and a closed terminal stop everything in order; a second Ctrl-C does not wait. */
export function listenForSignals(): void {
  let first = 0
  // Node undoes what nohup does. A closed terminal stops us when we had one, and only then.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // whoever read along has gone
  process.on('uncaughtException', (error) => {
    fail(`a defect in the supervisor: ${error.stack}`)
    void stopAll(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signal === 'SIGHUP' && !hasTerminal) return
      if (!stopping) {
        first = Date.now()
        void stopAll(signal === 'SIGHUP' ? 129 : 0)
      } else if (Date.now() - first > SAME_KEY_MS) forceAll()
    })
  }
}

/** Runs once: whoever calls later waits for the same end. */
export function stopAll(exitCode: number): Promise<never> {
  stopping ??= (async () => {
    if (process.stdout.isTTY) process.stdout.write('\n… stopping\n')
    let code = exitCode
    for (const stop of stack.reverse()) {
      try {
        await stop.gracefully()
      } catch (error) {
        code ||= 1
        fail(`${stop.name} did not stop by itself: ${error instanceof Error ? error.message : error}`)
        stop.force()
      }
    }
    tell('everything is stopped')
    process.exit(code)
  })()
  return stopping
}

function forceAll(): never {
  for (const stop of stack) {
    try {
      stop.force()
    } catch {
      // it has gone already
    }
  }
  process.exit(130)
}

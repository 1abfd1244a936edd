import { type ChildProcess, fork } from 'node:child_process'
import { logPath, openLog } from './log-file'
import { warn } from './progress'
import { isStopping, stopLater } from './shutdown'

const STEADY_MS = 30_000
const BACKOFF_MS = [200, 500, 1000, 2000, 5000, 15_000]
const STOP_SECONDS = 20

export type KeptProcess = { restart: () => void; pid: () => number | undefined }

/**
 * A process of ours that is started again when it ends, sooner at first and later if it keeps ending. It has a session of its own,
 * so that a terminal's Ctrl-C reaches the supervisor alone; it ends by itself when the channel to us breaks.
 */
export function keepAlive(
  name: string,
  script: string,
  options: { args?: string[]; onMessage?: (message: unknown) => void; onEnd?: () => void },
): KeptProcess {
  const log = openLog(name)
  let child: ChildProcess
  let attempts = 0
  let isRestartWanted = false

  const start = () => {
    const begun = Date.now()
    // The garbage of an import of a million rows is collected early: 200 instead of 290 MiB at its peak, at the same speed.
    const execArgv = ['--optimize-for-size', '--import', 'tsx']
    child = fork(script, options.args ?? [], { execArgv, stdio: ['ignore', log, log, 'ipc'], detached: true })
    child.on('message', (message) => options.onMessage?.(message))
    child.once('exit', (code, signal) => {
      if (isStopping()) return
      if (!isRestartWanted) options.onEnd?.()
      if (Date.now() - begun > STEADY_MS) attempts = 0
      const wait = isRestartWanted ? 0 : BACKOFF_MS[Math.min(attempts++, BACKOFF_MS.length - 1)]!
      if (!isRestartWanted) warn(`${name} ended (${signal ?? `exit code ${code}`}) and is started again; see ${logPath(name)}`)
      isRestartWanted = false
      setTimeout(() => !isStopping() && start(), wait)
    })
  }
  start()
  stopLater({
    name,
    gracefully: () => end(child, STOP_SECONDS),
    force: () => child.kill('SIGKILL'),
  })
  return {
    pid: () => child.pid,
    restart: () => {
      isRestartWanted = true
      child.kill('SIGTERM')
    },
  }
}

/** SIGTERM, and SIGKILL for one that does not listen. */
export function end(child: ChildProcess, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve()
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

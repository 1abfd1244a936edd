import { readFileSync } from 'node:fs'
import { stopAll } from './shutdown'

const LOOK_MS = 500

/**
 * `npm start` is npm, a shell and this process. A signal that is meant for us may reach npm alone (`kill`, a process manager), and
 * npm does not always pass it on: when npm or the shell between is gone, we stop as for Ctrl-C. Without npm nobody is watched, so
 * that `node scripts/start.mjs &` outlives its shell.
 */
export function stopWithNpm(shell: number): void {
  if (!process.env.npm_lifecycle_event) return
  const npm = parentOf(shell)
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return
    clearInterval(timer)
    void stopAll(0)
  }, LOOK_MS)
  timer.unref()
}

/** Null where there is no /proc: then only the shell is watched. */
function parentOf(pid: number): number | null {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return null
  }
}

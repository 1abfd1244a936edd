import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/core'

export type Running = { pid: number; port: number }

/** The server that owns this data directory now, if one does. A stale pid file whose number another process got is removed. */
export function findRunning(data: string): Running | null {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  if (!pid || !port) return null
  if (isAlive(pid) && serves(pid, data)) return { pid, port }
  // PostgreSQL removes the file of a dead process itself, but would refuse to start because of a stranger with that number.
  rmSync(file, { force: true })
  return null
}

/** The embedded server of a folder that `startEmbedded` was given, for a process that did not start it. */
export function findEmbedded(dir: string): Running | null {
  const noted = join(dir, 'location')
  return existsSync(noted) ? findRunning(readFileSync(noted, 'utf8').trim()) : null
}

/** Stops it in PostgreSQL's fast way: sessions are ended, transactions rolled back, everything is written. True if it ran. */
export async function stopEmbedded(dir: string): Promise<boolean> {
  const running = findEmbedded(dir)
  if (running) await stopProcess(running.pid)
  return running !== null
}

export async function stopProcess(pid: number, timeoutSeconds = 60): Promise<void> {
  signal(pid, 'SIGINT')
  const deadline = Date.now() + timeoutSeconds * 1000
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      signal(pid, 'SIGQUIT') // immediate: recovers from the WAL at the next start
      throw new AppError('unavailable', {
        message: `PostgreSQL (process ${pid}) did not stop within ${timeoutSeconds} seconds and was ended.`,
      })
    }
    await pause(15)
  }
}

/** Also false for a process that has ended but that nobody waited for. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Whether the process was started for this data directory: the number alone may have gone to a stranger. */
function serves(pid: number, data: string): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        : execFileSync('ps', ['-o', 'args=', '-p', String(pid)])
            .toString()
            .trim()
            .split(' ')
    return process.platform === 'linux' ? command.includes(data) : command.join(' ').includes(data)
  } catch {
    return process.platform === 'win32' // no ps there: connecting will tell
  }
}

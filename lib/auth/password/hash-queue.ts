import { availableParallelism } from 'node:os'
import { AppError } from '@/lib/core'

const RUNNING_MAX = Math.max(2, Math.min(4, availableParallelism()))
const WAITING_MAX_PER_SCOPE = 32
const WAITING_MAX = 256

const waiting = new Map<string, (() => void)[]>()
let running = 0
let waitingCount = 0

/**
 * Runs expensive work a few at a time: each hash takes 19 MiB and a thread of libuv's pool, which files and DNS need too.
 * Scopes (one a tenant) take turns and have a bounded queue each, so that a flood of sign-ins at one tenant neither starves the
 * others nor piles up here. Throws `busy` when the queue is full.
 */
export async function inTurn<T>(scope: string, work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) await turn(scope)
  else running++
  try {
    return await work()
  } finally {
    passOn()
  }
}

function turn(scope: string): Promise<void> {
  const queue = waiting.get(scope) ?? []
  if (queue.length >= WAITING_MAX_PER_SCOPE || waitingCount >= WAITING_MAX) {
    throw new AppError('busy', {
      message: 'Many people are signing in right now. Try again in a moment.',
      retryAfterSeconds: 2,
      key: 'auth.errors.busy',
    })
  }
  waiting.set(scope, queue)
  waitingCount++
  return new Promise((resolve) => queue.push(resolve))
}

/** Hands the place over to the next scope, whose next turn then comes after everybody else's. */
function passOn(): void {
  const next = waiting.entries().next()
  if (next.done) {
    running--
    return
  }
  const [scope, queue] = next.value
  const start = queue.shift()!
  waitingCount--
  waiting.delete(scope)
  if (queue.length > 0) waiting.set(scope, queue)
  start()
}

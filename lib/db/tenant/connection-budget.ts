import { AppError } from '@/lib/core'

export interface Limits {
  /** Connections of this process to all databases that hold tenants. */
  readonly connectionsMax: number
  /** To one database. */
  readonly connectionsPerDatabaseMax: number
  /** Databases with an open pool. */
  readonly poolsMax: number
  /** How long a statement waits for a connection before it is told to come back. */
  readonly waitMs: number
  readonly waitingMax: number
}

interface Waiting<T> {
  readonly tryAgain: () => T | undefined
  readonly give: (value: T) => void
  readonly timer: NodeJS.Timeout
}

/** The queue of those who wait for a connection: first come, first served, except that nobody waits for another database's. */
export class WaitingRoom<T> {
  #waiting: Waiting<T>[] = []
  #isWaking = false

  constructor(readonly limits: Pick<Limits, 'waitMs' | 'waitingMax'>) {}

  /** `tryAgain` must take what it finds in the same tick; it returns undefined as long as there is nothing. */
  take(tryAgain: () => T | undefined): T | Promise<T> {
    const now = tryAgain()
    if (now !== undefined) return now
    if (this.#waiting.length >= this.limits.waitingMax) throw busy(`${this.#waiting.length} statements wait for a connection already`)
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        reject(busy(`no connection within ${this.limits.waitMs} ms`))
      }, this.limits.waitMs)
      const waiting: Waiting<T> = { tryAgain, give: resolve, timer }
      this.#waiting.push(waiting)
    })
  }

  /** Something was given back. Looked at a moment later, so that a look never happens inside another one. */
  wake(): void {
    if (this.#isWaking || this.#waiting.length === 0) return
    this.#isWaking = true
    queueMicrotask(() => {
      this.#isWaking = false
      this.#waiting = this.#waiting.filter(({ tryAgain, give, timer }) => {
        const found = tryAgain()
        if (found === undefined) return true
        clearTimeout(timer)
        give(found)
        return false
      })
    })
  }
}

function busy(detail: string): AppError {
  return new AppError('busy', {
    message: 'Too much is going on right now. Try again in a few seconds.',
    detail,
    retryAfterSeconds: 5,
  })
}

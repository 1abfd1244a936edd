import { availableParallelism, totalmem } from 'node:os'
import { AppError } from '@/lib/core'

const MEMORY_EACH_BYTES = 400 * 1024 ** 2
const COUNT_MAX = 64

/**
 * One process a core, as long as half of the memory carries them; WEB_PROCESSES decides otherwise. Every process is told the number,
 * because they share the connections that a server of PostgreSQL allows.
 */
export function webProcessCount(isDev: boolean): number {
  if (isDev) return 1
  const wish = process.env.WEB_PROCESSES
  if (!wish) return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 / MEMORY_EACH_BYTES), COUNT_MAX))
  const count = Number(wish)
  if (Number.isInteger(count) && count >= 1 && count <= COUNT_MAX) return count
  throw new AppError('invalid_input', { message: `A setting is wrong. WEB_PROCESSES: a number from 1 to ${COUNT_MAX}` })
}

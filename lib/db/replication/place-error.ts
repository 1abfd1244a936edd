import { AppError, isAppError } from '@/lib/core'

const AWAY = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|57P0[1-5]|08[0-9A-Z]{3})$/
const BROKEN = /^(Connection terminated|Client has encountered a connection error|timeout expired)/

/**
 * What the server of one end says, as what an operator can do about it, and with the server's name: a move has two of them. Anything
 * else as it is.
 */
export function atServer(server: string, error: unknown): unknown {
  if (!(error instanceof Error) || isAppError(error)) return error
  const { code = '' } = error as { code?: string }
  if (AWAY.test(code) || BROKEN.test(error.message))
    return new AppError('unavailable', {
      message: `The server ${server} does not answer. The move goes on when it is back; after a minute and a half it is given up, and the tenant stays where it is.`,
      cause: error,
      retryAfterSeconds: 5,
    })
  if (code === '53100')
    return new AppError('conflict', {
      message: `The server ${server} has no space left on its disk. Free some, or choose another server, then start the move again.`,
      cause: error,
    })
  if (code === '53300')
    return new AppError('busy', {
      message: `The server ${server} has no connection left. The move is tried again by itself.`,
      cause: error,
    })
  if (code === '42501' || code === '28000' || code === '28P01')
    return new AppError('conflict', {
      message: `The server ${server} refuses the move a right: ${error.message}. Its preflight names what is missing and the statement that grants it; then start the move again.`,
      cause: error,
    })
  return error
}

/** Runs `work`, and tells what it throws as the server's. */
export async function onServer<R>(server: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    throw atServer(server, error)
  }
}

import { type AppError, isAppError } from '@/lib/core'

/**
 * Takes an AppError through Prisma unharmed. Prisma makes an error of its own from whatever has a `code`, and drops the rest; what has
 * none it throws as it is.
 */
export class CarriedError extends Error {
  override readonly name = 'CarriedError'

  constructor(readonly carried: AppError) {
    super(carried.message, { cause: carried })
  }
}

export function carry(error: unknown): unknown {
  return isAppError(error) ? new CarriedError(error) : error
}

export function unwrap(error: unknown): unknown {
  return error instanceof CarriedError ? error.carried : error
}

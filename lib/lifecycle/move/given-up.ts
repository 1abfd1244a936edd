import { AppError } from '@/lib/core'

/** The supervisor or an operator was faster: whoever holds the move next finds out how far it is. */
export function givenUp(): AppError {
  return new AppError('busy', { message: 'The move was interrupted. It is taken up again by itself, unless it was cancelled.' })
}

import type { Pattern } from '@/lib/catalog'
import { AppError } from '@/lib/core'

/** Somebody named a database for a tenant that gets one of its own. */
export function ownOnly(database: string, pattern: Pattern): AppError {
  return new AppError('conflict', {
    message: `A tenant of the pattern ${pattern} gets a database of its own. Leave out ${database}, and name the server only.`,
  })
}

import { AppError } from '@/lib/core'

/** A wall of the tenancy core said no. Always a programmer's error or an attack, never something that a person typed. */
export function refused(reason: string): AppError {
  return new AppError('isolation', {
    message: 'This database operation was refused because it cannot be kept inside one tenant.',
    detail: reason,
  })
}

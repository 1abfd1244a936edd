import { AppError } from '@/lib/core'

export function hasAccount(): AppError {
  const message = 'This address has an account already.'
  return new AppError('conflict', { message, fields: { email: message }, key: 'auth.errors.hasAccount' })
}

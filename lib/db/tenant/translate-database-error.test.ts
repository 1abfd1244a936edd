import { expect, test } from 'vitest'
import { AppError } from '@/lib/core'
import { constraintOf, translateDatabaseError } from './translate-database-error'

const server = (code: string) => Object.assign(new Error('x'), { code, severity: 'ERROR' })
const prisma = (code: string, cause?: object) => Object.assign(new Error('x'), { code, meta: { driverAdapterError: { cause } } })

test.each([
  [server('TN001'), 'isolation'],
  [server('TN004'), 'tenant_stopped'],
  [server('TN005'), 'tenant_moved'],
  [server('TN006'), 'tenant_locked'],
  [server('23505'), 'conflict'],
  [server('42501'), 'isolation'],
  [server('57014'), 'busy'],
  [server('08006'), 'unavailable'],
  [prisma('P2002', { originalCode: '23505' }), 'conflict'],
  [prisma('P2025'), 'not_found'],
  [prisma('P2010', { originalCode: '22P02' }), 'invalid_input'],
  [prisma('P2010', { code: 'TN004' }), 'tenant_stopped'],
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unavailable'],
  [new Error('Connection terminated unexpectedly'), 'unavailable'],
])('%o means %s', (error, code) => {
  expect(translateDatabaseError(error)).toMatchObject({ name: 'AppError', code, cause: error })
})

test.each([new TypeError('x'), prisma('P2009'), server('42P01'), 'text', undefined, new AppError('forbidden', { message: 'x' })])(
  '%o stays what it is',
  (error) => {
    expect(translateDatabaseError(error)).toBe(error)
  },
)

test('the constraint of a conflict can be told, before and after', () => {
  const error = prisma('P2002', { originalCode: '23505', constraint: { index: 'users_email' } })
  expect(constraintOf(error)).toBe('users_email')
  expect(constraintOf(translateDatabaseError(error))).toBe('users_email')
  expect(constraintOf(translateDatabaseError(Object.assign(server('23505'), { constraint: 'users_email' })))).toBe('users_email')
  expect(constraintOf(new Error('x'))).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { AppError, HTTP_STATUS, isAppError, toProblem } from './errors'

describe('problem details', () => {
  it('carry the code, the status, the message and the fields of an error of ours', () => {
    const error = new AppError('invalid_input', {
      message: 'Check the form.',
      fields: { email: 'is not an address' },
      detail: { internal: 1 },
    })
    expect(toProblem(error, '/api/v1/tenants')).toEqual({
      type: 'urn:problem:invalid-input',
      title: 'Invalid input',
      status: 422,
      code: 'invalid_input',
      detail: 'Check the form.',
      instance: '/api/v1/tenants',
      fields: { email: 'is not an address' },
    })
  })

  it('tell nothing of an error that is not ours', () => {
    for (const thrown of [new Error('password=hunter2 at 10.0.0.5'), 'text', null, undefined, { code: 'not_found' }]) {
      const problem = toProblem(thrown)
      expect(problem).toMatchObject({ status: 500, code: 'internal' })
      expect(JSON.stringify(problem)).not.toMatch(/hunter2|10\.0\.0\.5|text/)
    }
  })

  it('never show the detail or the cause', () => {
    const error = new AppError('busy', { message: 'Try again.', detail: 'pool of shard 7', cause: new Error('ECONNREFUSED') })
    expect(JSON.stringify(toProblem(error))).not.toMatch(/shard|ECONN/)
  })
})

describe('an error of ours', () => {
  it('is known across two copies of this module, and a stranger with a code is not', () => {
    const copy = Object.assign(new Error('x'), { name: 'AppError', code: 'not_found' })
    expect(isAppError(copy)).toBe(true)
    expect(isAppError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false)
    expect(isAppError(Object.assign(new Error('x'), { name: 'AppError', code: 'toString' }))).toBe(false)
    expect(isAppError({ name: 'AppError', code: 'not_found' })).toBe(false)
  })

  it('has a status of 4xx or 5xx for every code', () => {
    for (const status of Object.values(HTTP_STATUS)) expect(status >= 400 && status < 600).toBe(true)
  })
})

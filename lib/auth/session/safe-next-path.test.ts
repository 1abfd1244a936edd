import { describe, expect, it } from 'vitest'
import { safeNextPath } from './safe-next-path'

describe('where one goes after signing in', () => {
  it.each(['/people', '/people?status=left&sort=-name#top', '/people/%EA%B9%80', '/p/../people'])('own path %s is kept', (path) => {
    expect(safeNextPath(path)).toBe(path === '/p/../people' ? '/people' : path)
  })

  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n//evil.test',
    'javascript:alert(1)',
    '/.//evil.test',
    '/..//evil.test',
    '',
    'people',
    ' /people',
    `/${'a'.repeat(3000)}`,
    '/sign-in?next=/x',
    '/api/auth/signout',
    null,
    undefined,
  ])('%j leads home', (path) => {
    expect(safeNextPath(path)).toBe('/')
  })
})

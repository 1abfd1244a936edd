import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError, HTTP_STATUS, LOCALES } from '@/lib/core'
import { explain } from './explain'

const sources = ['lib/auth', 'lib/actions', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
const keys = new Set(
  sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/key: [`']((auth)\.errors\.\w+)[`']/g)].map((match) => match[1]!)),
)
const PASSWORD_REFUSALS = ['passwordShort', 'passwordLong', 'passwordIsEmail', 'passwordCommon'].map((name) => `auth.errors.${name}`)
const HANGUL = /[가-힣]/
const VALUES = { seconds: 30, count: 10, role: 'x' }

describe('an error that reaches a person', () => {
  it('is looked for in real sources', () => expect(keys.size).toBeGreaterThan(15))

  it.each([...keys, ...PASSWORD_REFUSALS])('%s has words of its own in every language', (key) => {
    const say = (locale: 'en' | 'ko') => explain(new AppError('conflict', { message: 'plain', key, values: VALUES }), locale, 'r').message
    expect(say('en')).not.toBe('plain')
    expect(say('en')).not.toContain('auth.errors')
    expect(say('ko')).toMatch(HANGUL)
  })

  it.each(Object.keys(HTTP_STATUS))('%s without a key has words in every language', (code) => {
    for (const locale of LOCALES) {
      const { message } = explain(new AppError(code as keyof typeof HTTP_STATUS, { message: 'An English sentence.' }), locale, 'r')
      expect(HANGUL.test(message)).toBe(locale === 'ko')
      expect(message).not.toContain('codes.')
    }
  })

  it('says beside its field what it says above the form', () => {
    const error = new AppError('invalid_input', {
      message: 'Use more.',
      fields: { password: 'Use more.' },
      key: 'auth.errors.passwordShort',
      values: { count: 10 },
    })
    const failure = explain(error, 'ko', 'r')
    expect(failure.fieldErrors).toEqual({ password: failure.message })
    expect(failure.message).toContain('10')
  })

  it('that is not ours tells nothing of itself', () => {
    const failure = explain(new Error('relation "users" does not exist'), 'en', 'r')
    expect(failure).toMatchObject({ ok: false, code: 'internal' })
    expect(JSON.stringify(failure)).not.toContain('users')
  })

  it('from the database’s walls tells nothing of itself', () => {
    const failure = explain(
      new AppError('isolation', { message: 'The request was refused by the database.', detail: { tenantId: 'x' } }),
      'ko',
      'r',
    )
    expect(JSON.stringify(failure)).not.toContain('tenantId')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { cookieFrom, deviceCookie, isSentTwice, sessionCookie } from './cookies'

const saved = process.env.PUBLIC_PROTO
afterEach(() => {
  process.env.PUBLIC_PROTO = saved ?? ''
})

describe('a cookie', () => {
  it('under TLS is bound to its host by its very name', () => {
    process.env.PUBLIC_PROTO = 'https'
    for (const { name, options } of [sessionCookie(), deviceCookie()]) {
      expect(name).toMatch(/^__Host-/)
      expect(options).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: '/' })
      expect(options).not.toHaveProperty('domain')
    }
  })

  it('without TLS has a name that browsers accept there', () => {
    process.env.PUBLIC_PROTO = 'http'
    expect(sessionCookie()).toMatchObject({ name: 'session', options: { secure: false, httpOnly: true } })
  })

  it.each([
    ['session=a', 'a'],
    ['x=1; session=a.b=c; y=2', 'a.b=c'],
    ['session=a; session=b', null],
    ['xsession=a; session2=b', null],
    ['session', ''],
    ['', null],
    [null, null],
  ])('in %j is %j', (header, value) => expect(cookieFrom(header, 'session')).toBe(value))

  it('sent twice is told from one that is not there', () => {
    expect(isSentTwice('session=a; session=b', 'session')).toBe(true)
    expect(isSentTwice('session=a', 'session')).toBe(false)
    expect(isSentTwice(null, 'session')).toBe(false)
  })
})

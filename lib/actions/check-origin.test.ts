import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOrigin } from './check-origin'

const check = (host: string | null, origin: string | null) => {
  const headers = new Headers()
  if (host !== null) headers.set('host', host)
  if (origin !== null) headers.set('origin', origin)
  return () => checkOrigin(headers)
}
const saved = { ...process.env }
beforeEach(() => Object.assign(process.env, { PUBLIC_PROTO: 'https', PORT: '3000' }))
afterEach(() => Object.assign(process.env, { PUBLIC_PROTO: saved.PUBLIC_PROTO ?? '', PORT: saved.PORT ?? '' }))

describe('an action', () => {
  it.each([
    ['acme.rowhouse.test', 'https://acme.rowhouse.test'],
    ['ACME.rowhouse.test', 'https://acme.rowhouse.test'],
    ['acme.rowhouse.test:8443', 'https://acme.rowhouse.test:8443'],
    ['acme.rowhouse.test', 'https://acme.rowhouse.test:8443'], // a proxy in front may leave the port out of Host
  ])('for %s from %s is one of its own page', (host, origin) => {
    expect(check(host, origin)).not.toThrow()
  })

  it.each([
    ['acme.rowhouse.test', null],
    ['acme.rowhouse.test', 'null'],
    ['acme.rowhouse.test', ''],
    ['acme.rowhouse.test', 'https://globex.rowhouse.test'],
    ['acme.rowhouse.test', 'https://acme.rowhouse.test.evil.test'],
    ['acme.rowhouse.test', 'https://evil.test/acme.rowhouse.test'],
    ['acme.rowhouse.test', 'http://acme.rowhouse.test'],
    ['acme.rowhouse.test:8443', 'https://acme.rowhouse.test:9999'],
    ['acme.rowhouse.test', 'https://acme.rowhouse.test@evil.test'],
    [null, 'https://acme.rowhouse.test'],
    ['a b', 'https://acme.rowhouse.test'],
  ])('for %s from %s is refused', (host, origin) => {
    expect(check(host, origin)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})

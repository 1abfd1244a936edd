import { BASE_DOMAIN, hostOf, OPERATOR_HOST } from '../support/addresses'
import { call, expect, sendRaw, test } from '../support/test'

const NOT_OURS = [
  ['an address of four numbers', '127.0.0.1'],
  ['the same as one number', '2130706433'],
  ['the same in hexadecimal', '0x7f000001'],
  ['an address of version 6', '[::1]'],
  ['a name below a tenant', `a.victim.${BASE_DOMAIN}`],
  ['an underscore', `victim_x.${BASE_DOMAIN}`],
  ['user information', `victim@${BASE_DOMAIN}`],
  ['an encoded dot', `victim%2e${BASE_DOMAIN}`],
  ['a space', `victim .${BASE_DOMAIN}`],
  ['a slash', `${BASE_DOMAIN}/victim`],
  ['two names', `victim.${BASE_DOMAIN},attacker.${BASE_DOMAIN}`],
  ['punycode in place of a slug', `xn--80ak6aa92e.${BASE_DOMAIN}`],
  ['a port that is none', `victim.${BASE_DOMAIN}:99999`],
  ['two trailing dots', `victim.${BASE_DOMAIN}..`],
] as const

test.describe('a host that is no door', () => {
  for (const [what, host] of NOT_OURS) {
    test(`${what} is answered with 400 and nothing of a tenant`, async ({ victim }) => {
      for (const path of ['/', '/sign-in', '/people', '/api/v1/me', '/api/auth/session']) {
        const answer = await call(host.replace('victim', victim.slug), path, { key: victim.key })
        expect([path, answer.status]).toEqual([path, 400])
        expect(answer.text).not.toContain(victim.name)
      }
    })
  }
  for (const slug of ['nobody', 'www', 'api', 'mail', 'rowhouse']) {
    test(`${slug} is nobody's: a plain 404 without a product's name`, async ({ victim }) => {
      for (const path of ['/', '/sign-in', '/people']) {
        const answer = await call(hostOf(slug), path, { key: victim.key })
        expect([path, answer.status]).toEqual([path, 404])
        expect(answer.text).not.toContain(victim.name)
        expect(answer.text).not.toMatch(/rowhouse(?!\.test)/i)
      }
      expect((await call(hostOf(slug), '/api/v1/me', { key: victim.key })).status).toBe(404)
    })
  }
})

test.describe('one door, spelled in several ways', () => {
  for (const spell of [
    (host: string) => host.toUpperCase(),
    (host: string) => `${host}.`,
    (host: string) => `${host}:8443`,
    (host: string) => `${host.toUpperCase()}.:443`,
  ]) {
    test(`${spell('acme.example')} is the tenant itself and nobody else`, async ({ victim, attacker }) => {
      expect((await call(spell(victim.host), '/api/v1/me', { key: victim.key })).status).toBe(200)
      expect((await call(spell(victim.host), '/api/v1/me', { key: attacker.key })).status).toBe(401)
      expect((await call(spell(victim.host), '/sign-in')).text).toContain(victim.name)
    })
  }
})

test.describe('two answers to the question whose door it is', () => {
  test('two Host headers are refused', async ({ victim, attacker }) => {
    for (const [first, second] of [
      [victim.host, attacker.host],
      [attacker.host, victim.host],
    ]) {
      const answer = await sendRaw(
        `GET /api/v1/people HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\nAuthorization: Bearer ${attacker.key}\r\nConnection: close\r\n\r\n`,
      )
      expect(answer.split('\r\n')[0]).toContain(' 400 ')
    }
  })
  test('no Host header is refused', async () => {
    expect((await sendRaw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).split('\r\n')[0]).toContain(' 400 ')
  })
  test('a whole address in the request line is refused: it would be a second door, and a redirect to it', async ({ victim, attacker }) => {
    for (const address of [`http://${victim.host}/api/v1/me`, 'https://evil.test/']) {
      const answer = await sendRaw(
        `GET ${address} HTTP/1.1\r\nHost: ${attacker.host}\r\nAuthorization: Bearer ${attacker.key}\r\nConnection: close\r\n\r\n`,
      )
      expect(answer.split('\r\n')[0]).toContain(' 400 ')
      expect(answer).not.toMatch(/location:/i)
    }
  })
  test('a path that begins like another host is no redirect to it', async ({ victim }) => {
    for (const path of [
      '//evil.test/',
      '/\\evil.test',
      '///evil.test//x',
      '/%2f/evil.test',
      '/%5cevil.test',
      '/sign-in?next=//evil.test',
      '/.//evil.test',
    ]) {
      const { headers } = await call(victim.host, path)
      const target = new URL(headers.location ?? '/', `https://${victim.host}`)
      expect([path, target.hostname]).toEqual([path, victim.host])
    }
  })
  for (const header of ['x-forwarded-host', 'x-original-host', 'x-host', 'x-forwarded-server', 'x-http-host-override', 'forwarded']) {
    test(`a forged ${header} changes nothing`, async ({ victim, attacker }) => {
      const forged = { [header]: header === 'forwarded' ? `host=${victim.host}` : victim.host }
      expect((await call(attacker.host, '/api/v1/me', { key: victim.key, headers: forged })).status).toBe(401)
      const page = await call(attacker.host, '/sign-in', { headers: forged })
      expect(page.text).toContain(attacker.name)
      expect(page.text).not.toContain(victim.name)
      const signIn = await call(attacker.host, '/api/auth/providers', { headers: forged })
      expect(signIn.text).not.toContain(victim.host)
    })
  }
})

test('the owner still can', async ({ victim }) => {
  expect((await call(victim.host, '/api/v1/me', { key: victim.key })).status).toBe(200)
  expect((await call(victim.host, '/sign-in')).text).toContain(victim.name)
  expect((await call(OPERATOR_HOST, '/sign-in')).status).toBe(200)
})

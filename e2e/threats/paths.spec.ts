import { OPERATOR_HOST } from '../support/addresses'
import { call, expect, sendRaw, test } from '../support/test'

/** Ways to reach another prefix of the rewrite, or to skip it. Each is tried with the attacker's own session and without. */
const TRICKS = (host: string) => [
  `/tenant/${host}`,
  `/tenant/${host}/people`,
  `/operator`,
  `/operator/tenants`,
  `/site`,
  `/..%2ftenant/${host}/people`,
  `/%2e%2e/tenant/${host}/people`,
  `/people/../../tenant/${host}/people`,
  `//tenant/${host}/people`,
  `/\\tenant/${host}/people`,
  `/_next/../tenant/${host}/people`,
  `/_next/static/%2e%2e/%2e%2e/tenant/${host}/people`,
  `/_next/image?url=%2Ftenant%2F${host}%2Fpeople&w=64&q=75`,
  `/_next/data/build/tenant/${host}/people.json`,
  `/tenant/${host}/people.rsc`,
  `/tenant/${host}/people.segments/_tree.segment.rsc`,
  `/?nxtPhost=${host}`,
  `/people?nxtPhost=${host}&host=${host}`,
  `/fonts/../tenant/${host}/people`,
  `/api/../tenant/${host}/people`,
  `/api/health/../../tenant/${host}/people`,
]
const HEADERS = (host: string): Record<string, string>[] => [
  { 'x-middleware-subrequest': Array(5).fill('proxy').join(':') },
  { 'x-middleware-subrequest': Array(5).fill('src/middleware').join(':') },
  { 'x-middleware-rewrite': `/tenant/${host}/people` },
  { 'x-nextjs-rewritten-path': `/tenant/${host}/people` },
  { 'x-matched-path': `/tenant/${host}/people` },
  { 'x-now-route-matches': `1=${host}` },
  { 'x-invoke-path': `/tenant/${host}/people` },
  { 'x-original-url': `/tenant/${host}/people` },
  { 'x-rewrite-url': `/tenant/${host}/people` },
  { rsc: '1', 'next-url': `/tenant/${host}/people` },
]
const MARKS = (company: { name: string; personName: string }) => [company.name, company.personName]

test('no path leads from one tenant to another, nor to the back office', async ({ attacker, victim }) => {
  const cookie = `${attacker.owner.cookie.name}=${attacker.owner.cookie.value}`
  for (const path of TRICKS(victim.host)) {
    for (const headers of [{}, { rsc: '1' }, { cookie }, { cookie, rsc: '1' }] as Record<string, string>[]) {
      const answer = await call(attacker.host, path, { headers })
      for (const mark of MARKS(victim)) expect(answer.text, `${path} ${JSON.stringify(Object.keys(headers))}`).not.toContain(mark)
      expect(answer.status, path).not.toBe(500)
    }
  }
})

test('no path on a host of nobody leads to a tenant', async ({ victim }) => {
  for (const path of TRICKS(victim.host)) {
    const answer = await call('nobody.rowhouse.test', path)
    for (const mark of MARKS(victim)) expect(answer.text, path).not.toContain(mark)
  }
})

test('no header routes past the proxy', async ({ attacker, victim }) => {
  const cookie = `${attacker.owner.cookie.name}=${attacker.owner.cookie.value}`
  for (const headers of HEADERS(victim.host)) {
    for (const path of ['/', '/people', `/tenant/${victim.host}/people`]) {
      const answer = await call(attacker.host, path, { headers: { ...headers, cookie } })
      for (const mark of MARKS(victim)) expect(answer.text, `${path} ${JSON.stringify(headers)}`).not.toContain(mark)
      expect(answer.status, path).not.toBe(500)
    }
  }
})

test('an address that is no UTF-8 and a method that nobody has are refused as wrong, not answered as our fault', async ({ victim }) => {
  for (const path of ['/%ff', '/%', '/people/%E0%A4%A', '/reset/%F0%9F', '/api/v1/people/%ff']) {
    expect([path, (await call(victim.host, path, { key: victim.key })).status]).toEqual([path, 400])
  }
  expect((await call(victim.host, '/', { method: 'TRACE' })).status).toBe(405)
  expect((await call(victim.host, '/api/auth/error?error=%00')).status).toBe(400)
})

test('an upgrade to a WebSocket is refused', async ({ victim }) => {
  const answer = await sendRaw(
    `GET /people HTTP/1.1\r\nHost: ${victim.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  )
  expect(answer.split('\r\n')[0]).toContain(' 400 ')
})

test('the owner still can', async ({ victim }) => {
  const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
  const answer = await call(victim.host, '/people', { cookie })
  expect(answer.status).toBe(200)
  for (const mark of MARKS(victim)) expect(answer.text).toContain(mark)
  expect((await call(OPERATOR_HOST, '/tenants', { cookie })).status).not.toBe(200)
})

import { BASE_DOMAIN, hostOf, OPERATOR_HOST } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { call, callOperator, expect, test } from '../support/test'

const cookieOf = ({ owner }: { owner: { cookie: { name: string; value: string } } }) => `${owner.cookie.name}=${owner.cookie.value}`
const claim = (host: string, key: string, name: string) => call(host, '/api/v1/domains', { method: 'POST', key, json: { host: name } })
const ask = (name: string) => call('127.0.0.1', `/api/tls/ask?domain=${encodeURIComponent(name)}`)
const HELD = 'hr.held-company.test'

test('names of the service, addresses and nonsense cannot be claimed', async ({ attacker }) => {
  for (const name of [
    BASE_DOMAIN,
    OPERATOR_HOST,
    hostOf('victim'),
    `x.${hostOf('victim')}`,
    '10.0.0.1',
    '[::1]',
    'a b.test',
    'evil.test/path',
    'evil.test:1',
    '*.evil.test',
    '',
  ])
    expect([name, (await claim(attacker.host, attacker.key, name)).status]).toEqual([name, 422])
})

test("a claim of another tenant's name gives nothing, and tells nothing of the other's", async ({ victim, attacker }) => {
  const own = (await claim(victim.host, victim.key, 'hr.sumac.test')).json as { record: { value: string } }
  const theirs = await claim(attacker.host, attacker.key, 'hr.sumac.test')
  expect(theirs.status).toBe(201)
  expect(theirs.text).not.toContain(own.record.value)
  expect((await call('hr.sumac.test', '/sign-in')).status).toBe(404)
  const put = await call(attacker.host, '/api/v1/domains/primary', { method: 'PUT', key: attacker.key, json: { host: 'hr.sumac.test' } })
  expect(put.status).toBe(409)
  expect((await call(attacker.host, '/api/v1/domains', { key: attacker.key })).text).not.toContain(own.record.value)
  expect((await call(victim.host, '/api/v1/domains/hr.sumac.test', { method: 'DELETE', key: victim.key })).status).toBe(204)
  const foreign = await call(victim.host, '/api/v1/domains/hr.sumac.test', { method: 'DELETE', key: victim.key })
  const missing = await call(victim.host, '/api/v1/domains/no.such.test', { method: 'DELETE', key: victim.key })
  expect([foreign.status, (foreign.json as { detail: string }).detail]).toEqual([404, (missing.json as { detail: string }).detail])
})

test('pages lead to the primary domain, and a session, a key and a form of another host stay where they are', async ({ attacker }) => {
  const company = await backDoor('company', { slug: 'held-company' })
  await backDoor('holdDomain', { tenantId: company.id, host: HELD })
  const go = (path: string, options = {}) => call(company.host, path, options)
  await expect.poll(async () => (await go('/sign-in')).status).toBe(307)
  for (const path of ['/people?sort=name&page=2', '//evil.test/x', '/\\evil.test', '/%2f%2fevil.test', '/@evil.test']) {
    const { headers, status } = await go(path)
    if (status === 307) expect([path, new URL(headers.location!, `https://${HELD}`).hostname]).toEqual([path, HELD])
    expect([path, status]).not.toEqual([path, 200])
  }
  expect((await go('/people?sort=name')).headers.location).toContain(`${HELD}`)
  expect((await go('/people?sort=name')).headers.location).toMatch(/\/people\?sort=name$/)
  expect((await go('/sign-in')).headers['cache-control']).toBe('no-store')
  expect((await go('/api/v1/me', { key: company.key })).status).toBe(200)
  expect((await call(HELD, '/api/v1/me', { key: company.key })).status).toBe(200)
  expect((await call(HELD, '/api/v1/me', { key: attacker.key })).status).toBe(401)
  expect((await call(HELD, '/people', { cookie: cookieOf(attacker) })).status).toBe(307)
  expect((await call(HELD, '/sign-in')).text).toContain('held-company')
})

test('an old address leads to the new one, and is nobody else’s', async ({ operator }) => {
  const company = await backDoor('company', { slug: 'old-name' })
  const rename = (slug: string, to: string) =>
    callOperator(`/tenants/${slug}/rename`, { method: 'POST', key: operator.key, json: { slug: to } })
  expect((await rename('old-name', 'new-name')).status).toBe(200)
  await expect.poll(async () => (await call(company.host, '/people')).headers.location).toContain(`//${hostOf('new-name')}`)
  expect((await rename('attacker', 'old-name')).status).toBe(409)
  const json = { name: 'Thief', slug: 'old-name', ownerEmail: 'a@b.test', ownerName: 'A' }
  expect((await callOperator('/tenants', { method: 'POST', key: operator.key, json })).status).toBe(409)
})

test('certificates are for names that are served, and a scan is slowed down', async ({ victim }) => {
  const answers = async (name: string) => {
    await expect.poll(async () => (await ask(name)).status).not.toBe(429)
    return (await ask(name)).status
  }
  for (const name of [BASE_DOMAIN, OPERATOR_HOST, victim.host, HELD]) expect([name, await answers(name)]).toEqual([name, 200])
  for (const name of ['evil.test', hostOf('nobody-here'), 'hr.sumac.test', '127.0.0.1', '', `${victim.host}.evil.test`, '*.test'])
    expect([name, await answers(name)]).toEqual([name, 404])
  const scan = await Promise.all(Array.from({ length: 300 }, (_, index) => ask(`n${index}.evil.test`)))
  expect(scan.filter(({ status }) => status === 429).length).toBeGreaterThan(50)
})

test('the owner still can', async ({ victim }) => {
  expect((await claim(victim.host, victim.key, 'people.sumac.test')).status).toBe(201)
  expect((await call(victim.host, '/api/v1/domains', { key: victim.key })).text).toContain('people.sumac.test')
  expect((await call(victim.host, '/sign-in')).status).toBe(200)
})

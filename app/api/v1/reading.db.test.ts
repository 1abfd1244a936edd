import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey, encodeSessionToken, OPERATOR_SCOPE, sessionCookie } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { ENDPOINTS } from './endpoints'
import { audienceOf } from './frame/define-endpoint'
import { ADMIN, call, type Parties, type Party, settleParties, system, withoutInstance } from './testing/parties'

let parties: Parties
let victim: Party
let attacker: Party
let operatorId: string

beforeAll(async () => {
  parties = await settleParties()
  ;({ victim, attacker, operatorId } = parties)
})
afterAll(() => parties.world.close())

describe('a session', () => {
  test('reads on its own host', async () => {
    expect((await call(victim.host, 'GET', '/me', { cookie: victim.cookie })).json).toMatchObject({
      kind: 'member',
      id: victim.userId,
      role: 'owner',
    })
  })
  test('writes nothing: a page of another origin could send it along', async () => {
    expect(
      (await call(victim.host, 'POST', '/api-keys', { cookie: victim.cookie, json: { name: 'x', permissions: ['people:read'] } })).status,
    ).toBe(401)
  })
  test.each(['cross-site', 'same-site'])('counts for nothing in a %s request', async (site) => {
    expect((await call(victim.host, 'GET', '/me', { cookie: victim.cookie, headers: { 'sec-fetch-site': site } })).status).toBe(401)
  })
  test('does not stand in for a wrong key', async () => {
    for (const authorization of ['Bearer nonsense', 'Basic b3duZXI6eA==', '']) {
      expect((await call(victim.host, 'GET', '/me', { cookie: victim.cookie, headers: { authorization } })).status).toBe(401)
    }
  })
  test('sent twice, as when a sibling tosses a cookie, is not believed', async () => {
    expect((await call(victim.host, 'GET', '/me', { cookie: `${victim.cookie}; ${attacker.cookie}` })).status).toBe(401)
  })
  test('of an operator opens nothing before the second factor', async () => {
    const sid = newId()
    await catalogDb().operatorSession.create({ data: { id: sid, operatorId, expiresAt: new Date(Date.now() + 60_000) } })
    const cookie = `${sessionCookie().name}=${await encodeSessionToken({ tid: OPERATOR_SCOPE, uid: operatorId, sid })}`
    expect((await call(ADMIN, 'GET', '/operations', { cookie })).status).toBe(401)
  })
})

describe("another tenant's object", () => {
  test.each([
    ['a person', (party: Party) => `/people/${party.personId}`],
    ['a salary history', (party: Party) => `/people/${party.personId}/salaries`],
    ['an operation', (party: Party) => `/operations/${party.operationId}`],
    ['a live stream', (party: Party) => `/operations/${party.operationId}/events`],
    ['an uploaded file', (party: Party) => `/imports/files/${party.fileId}`],
    ['a report', (party: Party) => `/imports/${party.operationId}`],
    ['the bad rows', (party: Party) => `/imports/${party.operationId}/errors/employees`],
  ])('%s answers exactly like a missing one', async (_what, pathOf) => {
    const missing = await call(attacker.host, 'GET', pathOf({ ...victim, personId: newId(), operationId: newId(), fileId: newId() }), {
      key: attacker.key,
    })
    const foreign = await call(attacker.host, 'GET', pathOf(victim), { key: attacker.key })
    expect(withoutInstance(foreign)).toEqual(withoutInstance(missing))
    expect(foreign.status).toBe(404)
    expect((await call(victim.host, 'GET', pathOf(victim), { key: victim.key })).status).toBe(200)
  })
  test('a list holds the own rows alone', async () => {
    const people = await call(attacker.host, 'GET', '/people', { key: attacker.key })
    expect(people.json.items.map((person: { lastName: string }) => person.lastName)).toEqual(['attacker'])
    const operations = await call(attacker.host, 'GET', '/operations', { key: attacker.key })
    expect(operations.json.items.map((operation: { id: string }) => operation.id)).toEqual([attacker.exportId, attacker.operationId])
  })
})
describe('people', () => {
  test('a filter that is not known is 422 and named, a cursor of another list too', async () => {
    expect((await call(victim.host, 'GET', '/people?tenantId=x', { key: victim.key })).json.fields).toHaveProperty('tenantId')
    expect((await call(victim.host, 'GET', '/people?cursor=x', { key: victim.key })).json.fields).toHaveProperty('cursor')
  })
  test('pages follow the cursor to the end, each person once', async () => {
    const { db } = victim
    const number = (index: number) => `P${String(index).padStart(3, '0')}`
    await db.employee.createMany({
      data: Array.from({ length: 25 }, (_, index) => ({
        number: number(index),
        firstName: 'Page',
        lastName: `Nr ${index}`,
        hiredOn: new Date('2021-01-01'),
      })),
    })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await call(victim.host, 'GET', `/people?limit=10&sort=number${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, {
        key: victim.key,
      })
      seen.push(...page.json.items.map((person: { number: string }) => person.number))
      cursor = page.json.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(26)
    expect(seen).toHaveLength(26)
  })
  test('a cursor of one tenant opens nothing at another', async () => {
    const { json } = await call(victim.host, 'GET', '/people?limit=5', { key: victim.key })
    expect(
      (await call(attacker.host, 'GET', `/people?limit=5&cursor=${encodeURIComponent(json.nextCursor)}`, { key: attacker.key })).status,
    ).toBe(422)
  })
  test('pay is left out for a key without the permission', async () => {
    const { key } = await createApiKey(victim.db, system, { name: 'reader', permissions: ['people:read'] })
    const { json } = await call(victim.host, 'GET', '/people', { key })
    expect(json.items.every((person: object) => !('salary' in person))).toBe(true)
    expect((await call(victim.host, 'GET', `/people/${victim.personId}/salaries`, { key })).status).toBe(403)
  })
})
describe('a stopped tenant', () => {
  test('answers nothing, and again when it is started', async () => {
    await catalogDb().tenant.update({ where: { id: attacker.id }, data: { status: 'stopped' } })
    await expect.poll(async () => (await call(attacker.host, 'GET', '/me', { key: attacker.key })).json.code).toBe('tenant_stopped')
    await catalogDb().tenant.update({ where: { id: attacker.id }, data: { status: 'active' } })
    await expect.poll(async () => (await call(attacker.host, 'GET', '/me', { key: attacker.key })).status).toBe(200)
  })
})

describe('the published documents', () => {
  test.each([
    ['operators', () => ADMIN],
    ['a tenant', () => victim.host],
  ])('of %s are valid OpenAPI 3.1 and name their own endpoints alone', async (_who, host) => {
    const { json } = await call(host(), 'GET', '/openapi.json')
    const result = await new Validator().validate(structuredClone(json))
    expect(result.errors).toBeUndefined()
    const audience = host() === ADMIN ? 'operator' : 'tenant'
    const own = ENDPOINTS.filter((endpoint) => audienceOf(endpoint) === audience)
    const described = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(new Set(described)).toEqual(new Set(own.map(({ method, path }) => `${method} ${path}`)))
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length)
  })
  test("a tenant's names no product of ours", async () => {
    expect((await call(victim.host, 'GET', '/openapi.json')).text).not.toMatch(/rowhouse/i)
  })
})

describe('a list as CSV', () => {
  const csv = { headers: { accept: 'text/csv' } }
  test('holds what the caller may read, and nobody else’s rows', async () => {
    const answer = await call(victim.host, 'GET', '/people', { cookie: victim.cookie, ...csv })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(victim.personId)
    expect(answer.text).not.toContain(attacker.personId)
  })
  test.each(['/tenants', '/operations', '/audit', '/operators', '/flags'])('is refused at %s to whoever is no operator', async (path) => {
    expect((await call(ADMIN, 'GET', path, csv)).status).toBe(401)
    expect((await call(victim.host, 'GET', path, { cookie: victim.cookie, ...csv })).text).not.toContain(attacker.slug)
  })
})

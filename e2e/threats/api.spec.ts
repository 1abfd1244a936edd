import { OPERATOR_HOST } from '../support/addresses'
import { call, callOperator, expect, test } from '../support/test'

const MISSING = '01890000-0000-7000-8000-000000000001'
const comparable = ({ json }: { json: unknown }) => {
  const { instance: _, ...problem } = json as Record<string, unknown>
  return problem
}

test("another tenant's people, operations and keys answer exactly like missing ones", async ({ victim, attacker }) => {
  for (const [path, id] of [
    ['/people/{id}', victim.personId],
    ['/people/{id}/salaries', victim.personId],
    ['/operations/{id}', victim.operationId],
    ['/operations/{id}/events', victim.operationId],
  ] as const) {
    const at = (value: string) => call(attacker.host, `/api/v1${path.replace('{id}', value)}`, { key: attacker.key })
    const [foreign, missing] = await Promise.all([at(id), at(MISSING)])
    expect([path, foreign.status]).toEqual([path, 404])
    expect(comparable(foreign)).toEqual(comparable(missing))
  }
  const revoke = await call(attacker.host, `/api/v1/api-keys/${victim.keyId}`, { method: 'DELETE', key: attacker.key })
  expect(revoke.status).toBe(404)
})

test("another tenant's ids in filters find nobody", async ({ victim, attacker }) => {
  for (const query of [`department=${victim.departmentId}`, `manager=${victim.personId}`]) {
    const answer = await call(attacker.host, `/api/v1/people?${query}`, { key: attacker.key })
    expect([query, answer.status, (answer.json as { items: unknown[] }).items]).toEqual([query, 200, []])
  }
})

test("a cursor of another tenant's list is refused", async ({ victim, attacker }) => {
  const page = await call(victim.host, '/api/v1/people?limit=5', { key: victim.key })
  const { nextCursor } = page.json as { nextCursor: string }
  expect(nextCursor).toBeTruthy()
  expect((await call(attacker.host, `/api/v1/people?limit=5&cursor=${encodeURIComponent(nextCursor)}`, { key: attacker.key })).status).toBe(
    422,
  )
})

test('a search with words of the operators of SQL and LIKE finds what it says and no more', async ({ attacker, victim }) => {
  for (const search of ["' OR 1=1 --", '%', '_', '\\', "'; DROP TABLE employees; --", '{{7*7}}', victim.personName]) {
    const answer = await call(attacker.host, `/api/v1/people?status=all&search=${encodeURIComponent(search)}`, { key: attacker.key })
    expect([search, answer.status]).toEqual([search, 200])
    expect(answer.text).not.toContain(victim.personName)
  }
})

test('keys open their own door alone', async ({ victim, attacker, operator }) => {
  for (const [host, key] of [
    [victim.host, attacker.key],
    [victim.host, operator.key],
    [OPERATOR_HOST, victim.key],
    [OPERATOR_HOST, attacker.key],
  ] as const) {
    expect((await call(host, '/api/v1/operations', { key })).status).toBe(401)
  }
})

test("an operator's endpoints are not there on a tenant's host", async ({ victim, operator }) => {
  for (const path of ['/tenants', `/tenants/${victim.slug}`, `/tenants/${victim.slug}/mails`, '/operators']) {
    expect([path, (await call(victim.host, `/api/v1${path}`, { key: operator.key })).status]).toEqual([path, 404])
  }
})

test('the outbox of a tenant is for operators alone', async ({ victim, attacker }) => {
  for (const key of [victim.key, attacker.key, undefined]) {
    expect((await callOperator(`/tenants/${victim.slug}/mails`, { key })).status).toBe(401)
  }
})

test('a tenant cannot name another in what it writes', async ({ victim, attacker }) => {
  const answer = await call(attacker.host, '/api/v1/api-keys', {
    method: 'POST',
    key: attacker.key,
    json: { name: 'x', permissions: ['people:read'], tenantId: victim.id, tenant_id: victim.id },
  })
  expect(answer.status).toBe(422)
  expect(Object.keys((answer.json as { fields: object }).fields).sort()).toEqual(['tenantId', 'tenant_id'])
})

test('an answer names no machine, file, query or stack', async ({ attacker }) => {
  for (const path of [
    '/people/%00',
    '/people?cursor=AAAA',
    '/people?sort=;',
    `/people/${MISSING}`,
    '/nothing',
    '/people?search=%ED%A0%80',
  ]) {
    const { text, status } = await call(attacker.host, `/api/v1${path}`, { key: attacker.key })
    expect([path, status]).not.toEqual([path, 500])
    expect(text).not.toMatch(/node_modules|\/work|\.ts\b|prisma|postgres|SELECT|127\.0\.0\.1|at .*\(/i)
    expect(text).not.toMatch(/rowhouse(?!\.test)/i)
  }
})

test('metrics need their token, and probes tell no secret', async ({ victim }) => {
  expect((await call(victim.host, '/api/metrics')).status).toBe(401)
  expect((await call(victim.host, '/api/metrics', { key: victim.key })).status).toBe(401)
  const ready = await call(victim.host, '/api/ready')
  expect(ready.status).toBe(200)
  expect(ready.text).not.toMatch(/password|postgres:\/\/|127\.0\.0\.1|victim/)
})

test('the owner still can', async ({ victim, operator }) => {
  for (const path of [`/people/${victim.personId}`, `/people/${victim.personId}/salaries`, `/operations/${victim.operationId}`]) {
    expect([path, (await call(victim.host, `/api/v1${path}`, { key: victim.key })).status]).toEqual([path, 200])
  }
  const people = await call(victim.host, `/api/v1/people?department=${victim.departmentId}`, { key: victim.key })
  expect((people.json as { items: unknown[] }).items.length).toBeGreaterThan(0)
  expect((await callOperator(`/tenants/${victim.slug}/mails`, { key: operator.key })).status).toBe(200)
  expect((await call(victim.host, '/api/health')).json).toEqual({ status: 'alive' })
})

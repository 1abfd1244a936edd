import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/core'
import type { Caller, Door } from './caller'
import { defineEndpoint } from './define-endpoint'
import { createApi } from './handle-request'
import { createMemoryStore } from './memory-store'
import type { Ports } from './ports'
import { createRateLimit } from './rate-limit'

let runs = 0
let gate: Promise<unknown> = Promise.resolve()
const Note = z.object({ id: z.string(), text: z.string() })
const ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/notes/{id}',
    name: 'showNote',
    summary: 'One note',
    tag: 'notes',
    auth: { tenant: 'people:read' },
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({ lines: z.coerce.number().int().max(9).optional() }),
    output: Note,
    run: async ({ params, principal }) => ({ id: params.id, text: principal.kind, secret: 'never leaves' }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/notes',
    name: 'addNote',
    summary: 'Add a note',
    tag: 'notes',
    status: 201,
    auth: { tenant: 'people:write' },
    body: z.strictObject({ text: z.string().min(1).max(100), nested: z.strictObject({ n: z.number() }).optional() }),
    output: Note,
    run: async ({ body }) => {
      runs++
      await gate
      if (body.text === 'taken') throw new AppError('conflict', { message: 'Taken.' })
      if (body.text === 'boom') throw new Error('password=hunter2')
      return { id: String(runs), text: body.text }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/files',
    name: 'upload',
    summary: 'A file',
    tag: 'files',
    status: 201,
    auth: { tenant: 'import:run' },
    upload: { contentTypes: ['text/csv'], sizeBytesMax: 10 },
    output: z.object({ sizeBytes: z.number() }),
    run: async ({ request }) => ({ sizeBytes: (await request.arrayBuffer()).byteLength }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/wrong',
    name: 'wrong',
    summary: 'Wrong output',
    tag: 'x',
    auth: { tenant: 'any' },
    output: Note,
    run: async () => ({ id: 7 }) as never,
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants',
    name: 'listTenants',
    summary: 'Tenants',
    tag: 'x',
    auth: { operator: 'tenant:read' },
    output: z.array(z.string()),
    run: async () => ['a'],
  }),
]

const TENANTS: Record<string, string> = { 'acme.example.test': 'acme', 'rival.example.test': 'rival' }
const caller = (tenant: string, permissions: string[]) =>
  ({
    audience: 'tenant',
    tenant: { id: tenant },
    db: {},
    principal: { kind: 'api-key', tenantId: tenant, keyId: 'k', name: 'k', permissions: new Set(permissions) },
  }) as unknown as Caller
const KEYS: Record<string, (door: Door) => Caller | null> = {
  full: (door) =>
    door.kind === 'tenant' && door.tenant.id === 'acme' ? caller('acme', ['people:read', 'people:write', 'import:run']) : null,
  reader: (door) => (door.kind === 'tenant' && door.tenant.id === 'acme' ? caller('acme', ['people:read']) : null),
  rival: (door) => (door.kind === 'tenant' && door.tenant.id === 'rival' ? caller('rival', ['people:read', 'people:write']) : null),
  operator: (door) =>
    door.kind === 'operator'
      ? ({
          audience: 'operator',
          principal: { kind: 'operator', operatorId: 'o', permissions: new Set(['tenant:read']) },
        } as unknown as Caller)
      : null,
}

let limit = createRateLimit(() => 1000)
const stores = new Map<string, ReturnType<typeof createMemoryStore>>()
const ports: Ports = {
  findDoor: async (host) => {
    if (!host || host.includes('_')) throw new AppError('bad_request', { message: 'Not a host.' })
    if (host === 'admin.example.test') return { kind: 'operator' }
    return TENANTS[host] ? ({ kind: 'tenant', tenant: { id: TENANTS[host] } } as unknown as Door) : null
  },
  identify: async (door, request) => KEYS[(request.headers.get('authorization') ?? '').replace('Bearer ', '')]?.(door) ?? null,
  limitRate: () => limit.take('caller'),
  idempotency: (known) => {
    const scope = known.audience === 'tenant' ? known.tenant.id : 'operator'
    if (!stores.has(scope)) stores.set(scope, createMemoryStore())
    return stores.get(scope)!
  },
  describe: (door) => ({ title: door.kind, server: 'http://example.test/api/v1' }),
  observe: () => {},
}
const api = createApi(ENDPOINTS, ports)

type Options = { key?: string | null; host?: string; json?: unknown; raw?: string; type?: string; headers?: Record<string, string> }
async function call(method: string, path: string, { key = 'full', host = 'acme.example.test', json, raw, type, headers }: Options = {}) {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json))
  const response = await api(
    new Request(`http://x/api/v1${path}`, {
      method,
      body,
      headers: {
        host,
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
    }),
  )
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? JSON.parse(text) : text }
}
const ID = '01890000-0000-7000-8000-000000000001'

beforeEach(() => {
  runs = 0
  gate = Promise.resolve()
  limit = createRateLimit(() => 1000)
  stores.clear()
})

describe('doors', () => {
  test.each([
    ['no key', { key: null }, 401],
    ['a key nobody has', { key: 'guess' }, 401],
    ["another tenant's key", { key: 'rival' }, 401],
    ["an operator's key on a tenant's host", { key: 'operator' }, 401],
    ['a host of nobody', { host: 'nobody.example.test' }, 404],
    ['a host that is none', { host: 'a_b' }, 400],
  ] as const)('%s is refused', async (_what, options, status) => {
    const answer = await call('GET', `/notes/${ID}`, options)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.json.instance).toBe(`urn:uuid:${answer.headers.get('x-request-id')}`)
  })
  test('the owner still can', async () => {
    expect((await call('GET', `/notes/${ID}`)).json).toEqual({ id: ID, text: 'api-key' })
  })
  test('401 tells how to sign in, and names no product', async () => {
    const answer = await call('GET', `/notes/${ID}`, { key: null })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(answer.text).not.toMatch(/rowhouse/i)
  })
  test('an endpoint of operators does not exist on a tenant host, nor the other way round', async () => {
    expect((await call('GET', '/tenants')).status).toBe(404)
    expect((await call('GET', `/notes/${ID}`, { host: 'admin.example.test', key: 'operator' })).status).toBe(404)
    expect((await call('GET', '/tenants', { host: 'admin.example.test', key: 'operator' })).text).toBe('["a"]')
  })
  test('a missing permission is 403 and named', async () => {
    const answer = await call('POST', '/notes', { key: 'reader', json: { text: 'a' } })
    expect(answer.status).toBe(403)
    expect(answer.json.fields).toEqual({ permission: 'people:write' })
    expect(runs).toBe(0)
  })
})

describe('methods', () => {
  test('HEAD has the headers of GET and no body', async () => {
    const answer = await call('HEAD', `/notes/${ID}`)
    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([200, '', 'application/json; charset=utf-8'])
  })
  test('OPTIONS tells what is allowed, without a key', async () => {
    const answer = await call('OPTIONS', `/notes/${ID}`, { key: null })
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
  test('another method is 405 with Allow', async () => {
    const answer = await call('DELETE', '/notes')
    expect([answer.status, answer.headers.get('allow'), answer.json.code]).toEqual([405, 'POST, OPTIONS', 'method_not_allowed'])
  })
  test('nothing is cached', async () => {
    expect((await call('GET', `/notes/${ID}`)).headers.get('cache-control')).toBe('no-store')
  })
})

describe('openapi.json', () => {
  test('describes the endpoints behind the door that was knocked at, without a key', async () => {
    expect(Object.keys((await call('GET', '/openapi.json', { key: null })).json.paths)).toEqual([
      '/notes/{id}',
      '/notes',
      '/files',
      '/wrong',
    ])
    expect(Object.keys((await call('GET', '/openapi.json', { key: null, host: 'admin.example.test' })).json.paths)).toEqual(['/tenants'])
    expect((await call('GET', '/openapi.json', { host: 'nobody.example.test' })).status).toBe(404)
    expect((await call('POST', '/openapi.json')).status).toBe(405)
  })
})

describe('input', () => {
  test.each([
    ['an open brace', '{"text":'],
    ['nothing', ''],
    ['bytes that are no UTF-8', undefined],
  ])('%s in place of JSON is 400', async (_what, raw) => {
    const body = raw ?? (Buffer.from([0x22, 0xff, 0x22]) as unknown as string)
    expect((await call('POST', '/notes', { raw: body })).json.code).toBe('bad_request')
  })
  test.each([
    ['a missing field', {}, 'text'],
    ['an empty field', { text: '' }, 'text'],
    ['an unknown field', { text: 'a', tenantId: 'rival' }, 'tenantId'],
    ['an unknown field inside', { text: 'a', nested: { n: 1, m: 2 } }, 'nested.m'],
    ['a wrong type inside', { text: 'a', nested: { n: '1' } }, 'nested.n'],
    ['NUL', { text: 'a\0b' }, 'text'],
    ['half a surrogate pair', { text: '\ud800' }, 'text'],
    ['a list in place of an object', [], 'body'],
  ])('%s is 422 and named', async (_what, json, field) => {
    const answer = await call('POST', '/notes', { json })
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.json.fields)).toEqual([field])
    expect(runs).toBe(0)
  })
  test.each([
    ['?lines=ten', 'lines'],
    ['?lines=1&lines=2', 'lines'],
    ['?line=1', 'line'],
    ['?__proto__=1', '__proto__'],
  ])('the query %s is 422 and named', async (query, field) => {
    const answer = await call('GET', `/notes/${ID}${query}`)
    expect([answer.status, Object.keys(answer.json.fields ?? {})]).toEqual([422, [field]])
  })
  test('a hundred thousand brackets are 400, not a stack that overflows', async () => {
    expect((await call('POST', '/notes', { raw: `{"text":${'['.repeat(1e5)}${']'.repeat(1e5)}}` })).json.code).toBe('bad_request')
  })
  test('a form in place of JSON is 415', async () => {
    expect((await call('POST', '/notes', { raw: 'text=a', type: 'application/x-www-form-urlencoded' })).status).toBe(415)
  })
  test('a compressed body is 415', async () => {
    expect((await call('POST', '/notes', { json: { text: 'a' }, headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
  })
  test('a body above the cap is 413', async () => {
    expect((await call('POST', '/notes', { json: { text: 'a'.repeat(1024 * 1024) } })).status).toBe(413)
  })
  test.each(['/notes/7', '/notes/..%2fnotes', '/notes/%00', '/notes//', '/notes/%5c', '/nothing', '/'])(
    'the path %s is 404',
    async (path) => {
      expect((await call('GET', path)).status).toBe(404)
    },
  )
  test('a broken percent sign in the path is 400', async () => {
    expect((await call('GET', '/notes/%zz')).status).toBe(400)
  })
  test('an upload is a stream of its declared type and size', async () => {
    expect((await call('POST', '/files', { raw: '0123456789', type: 'text/csv; charset=utf-8' })).json).toEqual({ sizeBytes: 10 })
    expect((await call('POST', '/files', { raw: '0123456789a', type: 'text/csv' })).status).toBe(413)
    expect((await call('POST', '/files', { raw: 'a', type: 'text/html' })).status).toBe(415)
  })
})

describe('answers', () => {
  test('what the output schema does not name does not leave', async () => {
    expect((await call('GET', `/notes/${ID}`)).text).not.toContain('never leaves')
  })
  test('an output that does not fit is 500 and tells nothing', async () => {
    const answer = await call('GET', '/wrong')
    expect([answer.status, answer.json.code]).toEqual([500, 'internal'])
  })
  test("a stranger's error tells nothing", async () => {
    const answer = await call('POST', '/notes', { json: { text: 'boom' } })
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('hunter2')
  })
  test('beyond the rate is 429 with the seconds to wait', async () => {
    limit = createRateLimit(() => 1)
    const answers = await Promise.all([1, 2, 3].map(() => call('GET', `/notes/${ID}`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]!.headers.get('retry-after')).toBe('1')
  })
})

describe('Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'k-1' }
  test('a repeat gets the first answer, and the work is done once', async () => {
    const first = await call('POST', '/notes', { json: { text: 'a' }, headers })
    const second = await call('POST', '/notes', { json: { text: 'a' }, headers })
    expect([second.status, second.json, second.headers.get('idempotent-replayed')]).toEqual([201, first.json, 'true'])
    expect(runs).toBe(1)
  })
  test('the same key with another body is 409', async () => {
    await call('POST', '/notes', { json: { text: 'a' }, headers })
    expect((await call('POST', '/notes', { json: { text: 'b' }, headers })).status).toBe(409)
    expect(runs).toBe(1)
  })
  test('of two at the same moment one works and the other hears that it does', async () => {
    let open = () => {}
    gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const first = call('POST', '/notes', { json: { text: 'a' }, headers })
    const second = await call('POST', '/notes', { json: { text: 'a' }, headers })
    open()
    expect([(await first).status, second.status, second.headers.get('retry-after')]).toEqual([201, 409, '1'])
    expect(runs).toBe(1)
  })
  test('a refusal keeps nothing: the same key may be tried again', async () => {
    await call('POST', '/notes', { json: { text: 'taken' }, headers })
    expect((await call('POST', '/notes', { json: { text: 'a' }, headers })).status).toBe(201)
  })
  test('one tenant never gets the answer that another stored', async () => {
    await call('POST', '/notes', { json: { text: 'a' }, headers })
    const other = await call('POST', '/notes', { json: { text: 'a' }, headers, key: 'rival', host: 'rival.example.test' })
    expect([other.status, other.json.id, runs]).toEqual([201, '2', 2])
  })
  test.each(['', ' ', 'a b', 'a'.repeat(201)])('a key that is none (%j) is 400', async (key) => {
    expect((await call('POST', '/notes', { json: { text: 'a' }, headers: { 'idempotency-key': key } })).status).toBe(400)
  })
})

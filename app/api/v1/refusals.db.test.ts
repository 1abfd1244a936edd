import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS } from './endpoints'
import { ports } from './frame/connect-ports'
import { audienceOf, type Endpoint, permissionOf } from './frame/define-endpoint'
import { createApi } from './frame/handle-request'
import { ADMIN, call, type Options, type Parties, type Party, pathAt, settleParties } from './testing/parties'

let parties: Parties
let victim: Party
let attacker: Party
let operatorKey: string

beforeAll(async () => {
  parties = await settleParties()
  ;({ victim, attacker, operatorKey } = parties)
})
afterAll(() => parties.world.close())

const homeOf = (endpoint: Endpoint) => (audienceOf(endpoint) === 'operator' ? ADMIN : victim.host)
const ownKeyOf = (endpoint: Endpoint) => (audienceOf(endpoint) === 'operator' ? operatorKey : victim.key)
const table = ENDPOINTS.map((endpoint) => [`${audienceOf(endpoint)} ${endpoint.method} ${endpoint.path}`, endpoint] as const)

describe.each(table)('%s', (_name, endpoint) => {
  const send = (options: Options & { host?: string }) =>
    call(options.host ?? homeOf(endpoint), endpoint.method, pathAt(endpoint, victim), options)

  test('is refused without a key', async () => {
    expect((await send({})).status).toBe(401)
  })
  test("is refused with another tenant's key, and with a key of the other side", async () => {
    expect((await send({ key: attacker.key })).status).toBe(401)
    expect((await send({ key: audienceOf(endpoint) === 'operator' ? victim.key : operatorKey })).status).toBe(401)
  })
  test("is refused with another tenant's session", async () => {
    expect((await send({ cookie: attacker.cookie })).status).toBe(401)
  })
  test('is not there on the other side, unless that side has one of its own', async () => {
    const audience = audienceOf(endpoint)
    const isShared = ENDPOINTS.some(
      (other) => audienceOf(other) !== audience && other.path === endpoint.path && other.method === endpoint.method,
    )
    const answer = await send(audience === 'operator' ? { host: victim.host, key: operatorKey } : { host: ADMIN, key: victim.key })
    expect(answer.status).toBe(isShared ? 401 : answer.status === 405 ? 405 : 404)
  })
  test('is refused on the apex, on an unknown host and on an address', async () => {
    for (const host of ['localhost', 'nobody.localhost', 'victim.other.test'])
      expect((await send({ host, key: ownKeyOf(endpoint) })).status).toBe(404)
    for (const host of ['127.0.0.1', 'a.victim.localhost', 'victim_.localhost'])
      expect((await send({ host, key: ownKeyOf(endpoint) })).status).toBe(400)
  })
  test('is refused without its permission', async () => {
    const permission = permissionOf(endpoint)
    const withoutIt = createApi(ENDPOINTS, {
      ...ports,
      identify: async (door, request) => {
        const caller = await ports.identify(door, request)
        const rest = [...(caller?.principal.permissions ?? [])].filter((held) => held !== permission)
        return caller && ({ ...caller, principal: { ...caller.principal, permissions: new Set(rest) } } as typeof caller)
      },
    })
    const answer = await send({ key: ownKeyOf(endpoint), handle: withoutIt })
    if (permission === 'any') expect(answer.status).not.toBe(403)
    else expect(answer.json).toMatchObject({ status: 403, fields: { permission } })
  })
  test('opens to its own key', async () => {
    const answer = await send({ key: ownKeyOf(endpoint) })
    if (endpoint.method === 'GET') expect(answer.status, answer.text).toBe(200)
    else expect([401, 403, 405]).not.toContain(answer.status)
  })
})

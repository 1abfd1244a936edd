import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type House, openHouse } from '@/lib/auth/testing/house'
import { findTenantById, type ResolvedTenant } from '@/lib/catalog'
import { now } from '@/lib/core'
import { changeJob, hirePerson } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { type RunningWorker, startWorker } from '@/worker'
import {
  createWebhook,
  deleteWebhook,
  deliverEvent,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  resealWebhookSecrets,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
} from '.'

type Call = { path: string; headers: IncomingMessage['headers']; body: string }
let world: World
let house: House
let db: TenantDb
let admin: Awaited<ReturnType<House['enter']>>
let worker: RunningWorker
let url: string
let answer: (call: Call) => [status: number, headers?: Record<string, string>]
const calls: Call[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const call = { path: request.url!, headers: request.headers, body }
  calls.push(call)
  const [status, headers] = answer(call)
  response.writeHead(status, headers).end('noted')
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  vi.stubEnv('OUTBOUND_ALLOW', `127.0.0.1:${port}`)
  world = await createWorld()
  house = await openHouse(world)
  db = house.db
  admin = await house.enter((await house.add('admin')).email)
  worker = await startWorker()
})
beforeEach(() => {
  answer = () => [200]
  calls.length = 0
})
afterAll(async () => {
  await worker.stop()
  server.close()
  await world.close()
  vi.unstubAllEnvs()
})
const within = { timeout: 15_000, interval: 50 }
const add = (path: string, eventTypes: string[] = ['person.hired', 'person.left']) =>
  createWebhook(db, admin, { url: `${url}${path}`, eventTypes })
const hire = () => hirePerson(db, admin, { lastName: 'Secretive', hiredOn: '2020-01-01' })
const callsTo = (path: string) => calls.filter((call) => call.path === path)
const logOf = async (webhookId: string) => (await listDeliveries(db, admin, { webhookId })).deliveries
const signature = (secret: string, { headers, body }: Call) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64')}`
const tenant = async (): Promise<ResolvedTenant> => (await findTenantById(house.tenant.id))!

test('what happens is told once to those who asked for it, signed, with ids and no name', async () => {
  const { id, secret } = await add('/all')
  await add('/left-only', ['person.left'])
  const person = await hire()
  await expect.poll(() => callsTo('/all').length, within).toBe(1)
  await changeJob(db, admin, person.id, { kind: 'leave', effectiveOn: '2021-01-01' }, { today: '2022-01-01' })
  await changeJob(db, admin, (await hire()).id, { kind: 'leave', effectiveOn: '2099-01-01' }, { today: '2022-01-01' })
  await expect.poll(() => callsTo('/all').length, within).toBe(3)
  await expect.poll(() => callsTo('/left-only').length, within).toBe(1)
  const told = callsTo('/all').map(({ body }) => JSON.parse(body))
  expect(told[0]).toEqual({ type: 'person.hired', timestamp: expect.any(String), data: { person: { id: person.id } } })
  // Calls of one moment go out side by side.
  expect(told.map(({ type }) => type).sort()).toEqual(['person.hired', 'person.hired', 'person.left'])
  for (const call of callsTo('/all')) {
    expect(call.headers['webhook-signature']).toBe(signature(secret, call))
    expect(Math.abs(Number(call.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60)
    expect(call.body).not.toContain('Secretive')
  }
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
  expect(
    JSON.stringify(await db.webhookEndpoint.findMany(), (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(secret)
  await expect.poll(async () => (await logOf(id)).map(({ state }) => state), within).toEqual(['delivered', 'delivered', 'delivered'])
  expect((await logOf(id))[0]).toMatchObject({ status: 200, attempts: 1, answer: 'noted', durationMs: expect.any(Number) })
})

test('for a day after a change of secret both hold, and then the new one alone', async () => {
  const { id, secret } = await add('/rotated')
  const { secret: next } = await rotateWebhookSecret(db, admin, id)
  await sendTestEvent(db, admin, id)
  await expect.poll(() => callsTo('/rotated').length, within).toBe(1)
  const [both] = callsTo('/rotated')
  expect(both!.headers['webhook-signature']).toBe(`${signature(next, both!)} ${signature(secret, both!)}`)
  expect(await resealWebhookSecrets(db)).toBeGreaterThan(0) // both open as before, also under another master key
  await db.webhookEndpoint.update({ where: { tenantId_id: { id } }, data: { previousUntil: new Date(0) } })
  await sendTestEvent(db, admin, id)
  await expect.poll(() => callsTo('/rotated').length, within).toBe(2)
  expect(callsTo('/rotated')[1]!.headers['webhook-signature']).toBe(signature(next, callsTo('/rotated')[1]!))
})

test('a call that fails is tried again under the same number, and what was sent can be sent once more', async () => {
  const { id } = await add('/twice')
  answer = () => (callsTo('/twice').length === 1 ? [503] : [204])
  await sendTestEvent(db, admin, id)
  await expect.poll(async () => (await logOf(id))[0]?.state, within).toBe('delivered')
  expect((await logOf(id))[0]).toMatchObject({ attempts: 2, status: 204 })
  await replayDelivery(db, admin, (await logOf(id))[0]!.id)
  await expect.poll(() => callsTo('/twice').length, within).toBe(3)
  expect(new Set(callsTo('/twice').map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('a redirect is no answer, and is not followed', async () => {
  const { id } = await add('/moved')
  answer = ({ path }) => (path === '/moved' ? [302, { location: `${url}/elsewhere` }] : [200])
  const { id: deliveryId } = await sendTestEvent(db, admin, id)
  await expect.poll(async () => (await logOf(id))[0]?.status, within).toBe(302)
  expect(callsTo('/elsewhere')).toEqual([])
  await deleteWebhook(db, admin, id)
  expect(await deliverEvent(db, await tenant(), deliveryId, { attempt: 2, isLast: false })).toEqual({ isAgain: false })
})

test.each([
  'http://127.0.0.1:1/',
  'https://10.0.0.1/',
  'https://[::ffff:169.254.169.254]/',
  'https://localhost:5432/',
  'ftp://example.com',
])('the address %s is refused as it is entered', async (address) => {
  const code = { code: 'invalid_input' }
  await expect(createWebhook(db, admin, { url: address, eventTypes: ['person.hired'] })).rejects.toMatchObject(code)
  const { id } = await add('/fine')
  await expect(updateWebhook(db, admin, id, { url: address })).rejects.toMatchObject(code)
})

test('a name that leads into our network is not called, whatever it was when it was entered', async () => {
  const { id } = await add('/changed')
  await db.webhookEndpoint.update({ where: { tenantId_id: { id } }, data: { url: 'https://localhost/' } })
  await sendTestEvent(db, admin, id)
  await expect.poll(async () => (await logOf(id))[0]?.answer, within).toBe('localhost does not lead to a public address.')
  await deleteWebhook(db, admin, id)
})

describe('an address that does not answer', () => {
  const failing = async (path: string) => {
    const { id } = await add(path)
    const { id: deliveryId } = await sendTestEvent(db, admin, id)
    await expect.poll(() => callsTo(path).length, within).toBeGreaterThan(0)
    const state = async () => (await listWebhooks(db, admin)).find((each) => each.id === id)!
    const attempt = async (isLast = false) => deliverEvent(db, await tenant(), deliveryId, { attempt: 9, isLast })
    return { id, state, attempt }
  }

  test('for five days is switched off, and its administrators are told; on again it begins anew', async () => {
    answer = () => [500]
    const { id, state, attempt } = await failing('/dead')
    await expect.poll(async () => (await state()).failingSince, within).not.toBeNull()
    await attempt()
    expect((await state()).offBecause).toBeNull()
    await db.webhookEndpoint.update({ where: { tenantId_id: { id } }, data: { failingSince: new Date(now().getTime() - 6 * 86_400_000) } })
    await attempt()
    expect((await state()).offBecause).toBe('failing')
    const mails = await db.mail.findMany({ where: { kind: 'webhookOff' } })
    expect(mails.map(({ toAddress }) => toAddress)).toEqual([admin.email])
    await updateWebhook(db, admin, id, { isOn: true })
    expect(await state()).toMatchObject({ offBecause: null, failingSince: null })
  })

  test('with 410 is switched off at once', async () => {
    answer = () => [410]
    const { state } = await failing('/gone')
    await expect.poll(async () => (await state()).offBecause, within).toBe('gone')
  })
})

test("addresses are an administrator's, and nobody's of another tenant", async () => {
  const { id } = await add('/own')
  await sendTestEvent(db, admin, id)
  const [delivery] = await logOf(id)
  const hr = await house.enter((await house.add('hr')).email)
  const refusals = (principal: typeof admin, own: TenantDb, code: string) =>
    Promise.all(
      [
        updateWebhook(own, principal, id, { note: 'x' }),
        rotateWebhookSecret(own, principal, id),
        sendTestEvent(own, principal, id),
        listDeliveries(own, principal, { webhookId: id }),
        replayDelivery(own, principal, delivery!.id),
        deleteWebhook(own, principal, id),
      ].map((attempt) => expect(attempt).rejects.toMatchObject({ code })),
    )
  await refusals(hr, db, 'forbidden')
  await expect(listWebhooks(db, hr)).rejects.toMatchObject({ code: 'forbidden' })
  const other = await openHouse(world)
  const stranger = await other.enter((await other.add('owner')).email)
  await refusals(stranger, other.db, 'not_found')
  expect(await listWebhooks(other.db, stranger)).toEqual([])
  await hirePerson(other.db, stranger, { lastName: 'Elsewhere', hiredOn: '2020-01-01' })
  expect(await other.db.webhookDelivery.count()).toBe(0)
})

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inviteMember, resendMail, systemPrincipal } from '@/lib/auth'
import { openHouse } from '@/lib/auth/testing/house'
import { storeBrandImage } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, type TenantDb } from '@/lib/db'
import { recordAudit, verifyCatalogAudit, verifyTenantAudit } from '@/lib/governance'
import { createTenant, startTenant, stopTenant } from '@/lib/lifecycle'
import { defineOperation, getOperation, startOperation } from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { type RunningWorker, startWorker } from './index'

let world: World
let worker: RunningWorker | undefined
const children: ChildProcess[] = []
const servers: Server[] = []
const actor = { kind: 'system', id: 'test' } as const
const within = (milliseconds: number) => ({ timeout: milliseconds, interval: 50 })

beforeAll(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) server.close()
  delete process.env.SMTP_URL
})
afterAll(() => world.close())

const mail = (over: object = {}) => ({
  id: newId(),
  kind: 'invitation',
  toAddress: 'kim@example.com',
  subject: 'Welcome',
  textBody: 'text',
  htmlBody: '<p>html</p>',
  ...over,
})
const mailState = async (db: TenantDb, id: string) => (await db.mail.findFirstOrThrow({ where: { id } })).state

/** As much of SMTP as one mail takes. Refuses the first `refusals` mails for a while, and every one with `status`. */
async function smtpServer({ refusals = 0, status = 451 } = {}) {
  const received: string[] = []
  let left = refusals
  const server = createServer((socket) => {
    let isBody = false
    let text = ''
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString()
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        if (isBody) {
          const close = text.indexOf('\r\n.\r\n')
          if (close < 0) return
          received.push(text.slice(0, close))
          text = text.slice(close + 5)
          isBody = false
          socket.write('250 kept\r\n')
          continue
        }
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (/^MAIL/i.test(line) && left-- > 0) socket.write(`${status} not now\r\n`)
        else if (/^DATA/i.test(line)) {
          isBody = true
          socket.write('354 go on\r\n')
        } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 fine\r\n')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
  return received
}

describe('the worker', () => {
  test('seals the trails of tenants and of the catalog within about a second', async () => {
    worker = await startWorker()
    const { db } = await world.addTenant()
    await db.$transaction((tx) => recordAudit(tx, { actor, action: 'x.done', subject: { kind: 'x', id: '1' } }))
    await catalogDb().$transaction((tx) => recordAudit(tx, { actor, action: 'x.done', subject: { kind: 'x', id: '1' } }))
    await expect
      .poll(async () => [(await verifyTenantAudit(db)).checked, (await verifyCatalogAudit()).unsealed], within(2500))
      .toEqual([1, 0])
    await expect.poll(async () => (await world.asSuperuser('SELECT FROM sec.pending')).rowCount, within(2000)).toBe(0)
  })

  test('holds mail while no SMTP server is set', async () => {
    worker = await startWorker()
    const { db } = await world.addTenant()
    const { id } = await db.mail.create({ data: mail() })
    await expect.poll(() => mailState(db, id), within(3000)).toBe('held')
  })

  test('sends by itself what was held once an SMTP server is set, but no link that is used up', async () => {
    worker = await startWorker()
    const { db, tenant } = await openHouse(world)
    const invited = await inviteMember(db, tenant, systemPrincipal('test'), {
      email: 'new@example.com',
      name: 'New',
      roleKey: 'employee',
    })
    const stale = await db.mail.create({ data: mail({ toAddress: 'revoked@example.com' }) })
    const news = await db.mail.create({ data: mail({ kind: 'passwordChanged' }) })
    const old = await db.mail.create({ data: mail({ kind: 'newSignIn', createdAt: new Date(Date.now() - 8 * 86_400_000) }) })
    const states = async () => Object.fromEntries((await db.mail.findMany()).map(({ id, state }) => [id, state]))
    await expect.poll(async () => [...new Set(Object.values(await states()))], within(5000)).toEqual(['held'])
    await worker.stop()

    const received = await smtpServer()
    worker = await startWorker()
    await expect.poll(() => received.length, within(10_000)).toBe(2)
    expect(received.some((text) => text.replace(/=\r\n/g, '').includes(invited.url.split('/').at(-1)!))).toBe(true)
    await expect.poll(() => mailState(db, news.id), within(5000)).toBe('sent')
    expect(await states()).toMatchObject({ [stale.id]: 'held', [old.id]: 'held' })
    expect(await catalogDb().heldMail.count({ where: { tenantId: tenant.id } })).toBe(0)
  })

  test("sends the tenant's logo inside the mail, and never another tenant's", async () => {
    const [owner, other] = [await world.addTenant(), await world.addTenant()]
    const id = 'ab'.repeat(16)
    const image = { id, kind: 'logo', contentType: 'image/png', width: 1, height: 1, content: new Uint8Array(Buffer.from('the picture')) }
    await catalogDb().$transaction((tx) => storeBrandImage(tx, owner.tenant.id, image, 'test'))
    const received = await smtpServer()
    worker = await startWorker()
    const htmlBody = `<p>dear reader <img src="cid:logo-${id}" alt=""></p>`
    await owner.db.mail.create({ data: mail({ htmlBody }) })
    await expect.poll(() => received.length, within(10_000)).toBe(1)
    expect(received[0]).toContain(`Content-ID: <logo-${id}>`)
    expect(received[0]).toContain(Buffer.from('the picture').toString('base64'))
    await other.db.mail.create({ data: mail({ htmlBody }) })
    await expect.poll(() => received.length, within(10_000)).toBe(2)
    expect(received[1]).toContain('dear reader')
    expect(received[1]).not.toMatch(/<img|logo-|image\/png/)
  })

  test('sends a mail that an operator sends again, and not one that has left', async () => {
    worker = await startWorker()
    const { db } = await world.addTenant()
    const { id } = await db.mail.create({ data: mail() })
    await expect.poll(() => mailState(db, id), within(5000)).toBe('held')
    await worker.stop()
    const received = await smtpServer()
    worker = await startWorker()
    await resendMail(db, systemPrincipal('test'), { mailId: id })
    await expect.poll(() => mailState(db, id), within(5000)).toBe('sent')
    expect(received).toHaveLength(1)
    await expect(resendMail(db, systemPrincipal('test'), { mailId: id })).rejects.toMatchObject({ code: 'conflict' })
    await expect(resendMail((await world.addTenant()).db, systemPrincipal('test'), { mailId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test("sends mail in the tenant's name, and tries again after a passing refusal", async () => {
    const received = await smtpServer({ refusals: 1 })
    worker = await startWorker()
    const { db, tenant } = await world.addTenant({ slug: 'sender', name: 'Sender Ltd' })
    const { id } = await db.mail.create({ data: mail() })
    await expect.poll(() => mailState(db, id), within(10_000)).toBe('sent')
    expect(received).toHaveLength(1)
    expect(received[0]).toContain('From: Sender Ltd <no-reply@sender.localhost>')
    expect(received[0]).toContain(`<${id}@sender.localhost>`)
    expect(received[0]).not.toMatch(/rowhouse/i)
    expect(await db.mail.findFirst({ where: { id } })).toMatchObject({ attempts: 2, lastError: null, sentAt: expect.any(Date) })
    expect(tenant.slug).toBe('sender')
  })

  test('gives a mail up that the server refuses for good', async () => {
    await smtpServer({ refusals: 99, status: 550 })
    worker = await startWorker()
    const { db } = await world.addTenant()
    const { id } = await db.mail.create({ data: mail() })
    await expect.poll(() => mailState(db, id), within(5000)).toBe('failed')
  })

  test('keeps what a stopped tenant has left to do until it is started again, and serves the others meanwhile', async () => {
    const { db, tenant } = await world.addTenant()
    const { db: other } = await world.addTenant()
    const { id } = await db.mail.create({ data: mail() })
    await stopTenant(systemPrincipal('test'), { tenantId: tenant.id, reason: 'test' })
    worker = await startWorker()
    const { id: otherId } = await other.mail.create({ data: mail() })
    await expect.poll(() => mailState(other, otherId), within(3000)).toBe('held')
    await startTenant(systemPrincipal('test'), { tenantId: tenant.id })
    await expect.poll(() => mailState(db, id), within(10_000)).toBe('held')
  })

  test('opens a tenant and relays its invitation, with the whole trail sealed', async () => {
    worker = await startWorker()
    const { tenant, operation } = await createTenant(systemPrincipal('test'), {
      name: 'New',
      slug: 'new-one',
      ownerEmail: 'o@example.com',
      ownerName: 'O',
    })
    await expect.poll(async () => (await getOperation(operation.id)).state, within(5000)).toBe('succeeded')
    const db = await openTenantById(tenant.id)
    await expect.poll(async () => (await db.mail.findMany()).map(({ state }) => state), within(5000)).toEqual(['held'])
    await expect.poll(async () => (await verifyTenantAudit(db)).unsealed, within(3000)).toBe(0)
  })
})

describe('a worker that is killed in the middle of a step', () => {
  defineOperation<{ hangs: boolean }>({
    kind: 'test.slow',
    input: z.object({ hangs: z.boolean() }),
    steps: [
      { name: 'one', run: async () => null },
      { name: 'two', run: async () => null },
    ],
  })

  async function forkWorker(): Promise<ChildProcess> {
    const child = fork('worker/testing/slow-worker.ts', {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
      stdio: 'inherit',
    })
    children.push(child)
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the worker ended with ${code}`))),
    ])
    return child
  }

  test('loses nothing: the step, what waits in its queue and a mail behind it are done within 15 seconds', async () => {
    const { db, tenant } = await world.addTenant()
    const start = (hangs: boolean) => startOperation({ kind: 'test.slow', tenantId: tenant.id, input: { hangs }, requestedBy: actor })
    const victim = await forkWorker()
    const first = await start(true)
    await expect.poll(async () => (await db.counter.findFirst({ where: { key: 'test.two' } }))?.value, within(5000)).toBe(1n)
    const second = await start(false)
    const { id: mailId } = await db.mail.create({ data: mail() })
    await expect
      .poll(
        async () => catalogDb().$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${`mail:${mailId}`} AND locked_at IS NULL`,
        within(5000),
      )
      .toHaveLength(1)

    victim.kill('SIGKILL')
    const killedAt = performance.now()
    await forkWorker()
    const states = async () => [(await getOperation(first.id)).state, (await getOperation(second.id)).state, await mailState(db, mailId)]
    await expect.poll(states, within(15_000)).toEqual(['succeeded', 'succeeded', 'held'])
    expect(performance.now() - killedAt).toBeLessThan(15_000)
    const view = await getOperation(first.id)
    expect(view.steps.map(({ attempts }) => attempts)).toEqual([1, 2])
    expect(
      (await db.counter.findMany({ where: { key: { startsWith: 'test.' } }, orderBy: { key: 'asc' } })).map(({ value }) => value),
    ).toEqual([2n, 3n])
  }, 60_000)

  test('and one that is told to stop ends by itself, and what it was in the middle of goes on elsewhere', async () => {
    const { db, tenant } = await world.addTenant()
    const child = await forkWorker()
    const { id } = await startOperation({ kind: 'test.slow', tenantId: tenant.id, input: { hangs: false }, requestedBy: actor })
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    await forkWorker()
    await expect.poll(async () => (await getOperation(id)).state, within(15_000)).toBe('succeeded')
    expect(await db.counter.count()).toBeGreaterThan(0)
  }, 60_000)
})

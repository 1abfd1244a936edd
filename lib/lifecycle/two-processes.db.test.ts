import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb, setGate } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { setDeployment, setFlag, setTenantLimits, stopTenant } from './index'
import type { Order, Seen } from './testing/web-process'

const operator = systemPrincipal('test')
let world: World
let processes: Process[] = []
beforeAll(async () => {
  world = await createWorld()
  processes = await Promise.all([Process.start(), Process.start(), Process.start({ DEPLOYMENT: 'seoul' })])
})
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()))
  await world.close()
})

class Process {
  #asked = 0
  private constructor(readonly child: ChildProcess) {}

  static async start(env: Record<string, string> = {}): Promise<Process> {
    const child = fork('lib/lifecycle/testing/web-process.ts', { execArgv: ['--import', 'tsx'], env: { ...process.env, ...env } })
    await once(child, 'message')
    return new Process(child)
  }

  ask(order: Order): Promise<Seen> {
    const id = ++this.#asked
    return new Promise((resolve) => {
      const listener = (answer: { id: number; seen: Seen }) => {
        if (answer.id !== id) return
        this.child.off('message', listener)
        resolve(answer.seen)
      }
      this.child.on('message', listener)
      this.child.send({ id, order })
    })
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}

const within = { timeout: 1000, interval: 20 }
async function tenantWithSession() {
  const { tenant, db } = await world.addTenant()
  const [roleId, uid, sid] = [newId(), newId(), newId()]
  await db.role.create({ data: { id: roleId, key: 'owner', name: 'Owner', isBuiltin: true } })
  await db.user.create({ data: { id: uid, email: 'kim@x.example', name: 'Kim', roleId } })
  await catalogDb().tenant.update({ where: { id: tenant.id }, data: { sessionsNotBefore: new Date(0) } })
  await db.session.create({ data: { id: sid, userId: uid, expiresAt: new Date(Date.now() + 3_600_000) } })
  const host = `${tenant.slug}.localhost`
  return { ...tenant, db, host, visit: { kind: 'visit', host, claims: { tid: tenant.id, uid, sid } } as const }
}
const both = (order: Order) => Promise.all(processes.slice(0, 2).map((each) => each.ask(order)))

test('two web processes with one catalog see the same sessions, flags, rows and moves within a second', async () => {
  const { id, db, visit, location } = await tenantWithSession()
  expect(await both(visit)).toMatchObject([
    { code: 'ok', signedIn: true, epoch: 1, people: 0 },
    { code: 'ok', signedIn: true, epoch: 1, people: 0 },
  ])
  await setFlag(operator, { tenantId: id, key: 'people.pageSize', value: 25 })
  await expect.poll(() => both(visit), within).toMatchObject([{ flag: 25 }, { flag: 25 }])
  await db.employee.create({ data: { id: newId(), number: '1', firstName: 'A', lastName: 'B', hiredOn: new Date('2020-01-01') } })
  expect(await both(visit)).toMatchObject([{ people: 1 }, { people: 1 }])
  // As the flip of a move: the gate has the next epoch, and the catalog says so a moment later.
  await setGate(location, id, { state: 'open', epoch: 2 })
  await catalogDb().placement.update({ where: { tenantId: id }, data: { epoch: 2 } })
  await expect
    .poll(() => both(visit), within)
    .toMatchObject([
      { code: 'ok', epoch: 2, people: 1 },
      { code: 'ok', epoch: 2, people: 1 },
    ])
  await stopTenant(operator, { tenantId: id, reason: 'test' })
  await expect.poll(() => both(visit), within).toMatchObject([{ code: 'tenant_stopped' }, { code: 'tenant_stopped' }])
})

test('a tenant’s requests and statements are shared between both, and a dead one’s part goes to the other', async () => {
  const { id, host, visit } = await tenantWithSession()
  await setTenantLimits(operator, { tenantId: id, limits: { requestsPerSecond: 40, concurrentQueries: 8 } })
  await expect.poll(() => both(visit), { timeout: 5000 }).toMatchObject([{ processes: 2 }, { processes: 2 }]) // each has heard of the other
  const started = performance.now()
  const flooded = await both({ kind: 'flood', host, milliseconds: 3000 })
  const counts = flooded.map(({ count }) => count!)
  const allowed = 40 * (3 + (performance.now() - started) / 1000) + 4
  expect(counts[0]! + counts[1]!).toBeLessThanOrEqual(allowed)
  expect(counts[0]! + counts[1]!).toBeGreaterThan(40 * 4)
  expect(Math.min(...counts)).toBeGreaterThan(40)
  const held = await both({ kind: 'hold', host, statements: 12 })
  expect(held).toMatchObject([{ count: 4 }, { count: 4 }])
  await processes[1]!.kill()
  await expect
    .poll(() => processes[0]!.ask({ kind: 'hold', host, statements: 12 }), { timeout: 14_000 })
    .toMatchObject({ count: 8, processes: 1 })
})

test('a deployment’s process serves its tenants and no others, and takes over within a second', async () => {
  const { id, visit } = await tenantWithSession()
  const [plain, , seoul] = processes
  const seen = async () => [(await plain!.ask(visit)).code, (await seoul!.ask(visit)).code]
  expect(await seen()).toEqual(['ok', 'misdirected'])
  await setDeployment(operator, { tenantId: id, deployment: 'seoul' })
  await expect.poll(seen, within).toEqual(['misdirected', 'ok'])
  expect(await seoul!.ask(visit)).toMatchObject({ signedIn: true, processes: 1 })
})

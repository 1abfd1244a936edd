import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { addJob, getOperation, type JobRunner, startJobRunner, sweepOperations } from './index'
import { define, gate, start, untilOver } from './testing/operation-lab'

let world: World
let runner: JobRunner | undefined

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  await runner?.stop()
  runner = undefined
})
async function work() {
  runner = await startJobRunner({ handlers: {}, slots: 3 })
}

describe('the job runner', () => {
  test('goes on after every connection to the catalog was lost, in the middle of a step too', async () => {
    vi.spyOn(console, 'trace').mockImplementation(() => {}) // graphile-worker says it that way when it loses a slot
    const { open, opened } = gate()
    const { open: finish, opened: finished } = gate()
    let runs = 0
    const kind = define({
      one: async () => {
        if (++runs > 1) return
        open()
        await finished
      },
      two: () => null,
    })
    const first = await start(kind)
    await work()
    await opened
    await world.asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [world.catalog], 'postgres')
    finish()
    const second = await vi.waitFor(() => start(kind)) // this process has lost its connections too
    expect(await untilOver(second.id)).toMatchObject({ state: 'succeeded' })
    expect(await untilOver(first.id)).toMatchObject({ state: 'succeeded' })
  }, 60_000)

  test('comes back after the catalog was away at the very moment when a job had come to its end', async () => {
    vi.spyOn(console, 'trace').mockImplementation(() => {}) // graphile-worker says it that way when it loses a slot
    const { open, opened } = gate()
    const { open: finish, opened: finished } = gate()
    let runs = 0
    runner = await startJobRunner({
      slots: 1,
      handlers: {
        'test.job': async () => {
          runs++
          open()
          await finished
        },
      },
    })
    await catalogDb().$transaction((tx) => addJob(tx, { task: 'test.job', payload: {}, queue: 'test', key: 'away' }))
    await opened
    const allow = (isAllowed: boolean) =>
      world.asSuperuser(`ALTER DATABASE ${world.catalog} ALLOW_CONNECTIONS ${isAllowed}`, [], 'postgres')
    await allow(false)
    await world.asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [world.catalog], 'postgres')
    finish()
    await expect.poll(() => vi.mocked(console.trace).mock.calls.length).toBe(1)
    await allow(true)
    const jobs = () => catalogDb().$queryRaw<unknown[]>`SELECT FROM graphile_worker.jobs WHERE key = 'away'`
    await expect.poll(jobs, { timeout: 20_000, interval: 100 }).toEqual([])
    expect(runs).toBe(2)
    vi.restoreAllMocks()
  }, 60_000)
})

describe('the fence', () => {
  test('a zombie that wakes up after another worker has taken over cannot write, in no way, and its job stays', async () => {
    const { runOperation } = await import('./run-operation')
    const never = new AbortController().signal
    const [wake, reached, inTwo, finish] = [gate(), gate(), gate(), gate()]
    const fences: string[] = []
    let turns = 0
    const kind = define({
      one: async ({ assertFence, progress }) => {
        if (++turns > 1) return 'from the living'
        reached.open()
        await wake.opened
        progress(99, 100)
        await assertFence().catch((error: Error) => fences.push(error.name))
        return 'from the dead'
      },
      two: async () => {
        inTwo.open()
        await finish.opened
      },
    })
    const { id } = await start(kind)
    const zombie = runOperation(id, 'zombie', never)
    await reached.opened
    const living = runOperation(id, 'living', never)
    await inTwo.opened
    const before = await getOperation(id)
    wake.open()
    await expect(zombie).rejects.toMatchObject({ name: 'FenceLost' })
    expect(fences).toEqual(['FenceLost'])
    expect(await getOperation(id)).toEqual(before)
    finish.open()
    await living
    expect(await getOperation(id)).toMatchObject({ state: 'succeeded', steps: [{ progress: null }, {}] })
    expect((await catalogDb().operationStep.findFirst({ where: { operationId: id, name: 'one' } }))!.output).toBe('from the living')
  })

  test('a zombie that comes to its own end, or fails, does not end the operation for its successor', async () => {
    const { endOperation, takeOperation } = await import('./fence')
    const { id } = await start(define({ one: () => null }))
    const zombie = (await takeOperation(id, 'zombie'))!
    const living = (await takeOperation(id, 'living'))!
    for (const state of ['succeeded', 'failed', 'cancelled'] as const) {
      await expect(catalogDb().$transaction((tx) => endOperation(tx, zombie, { state, step: 'one', forget: [] }))).rejects.toMatchObject({
        name: 'FenceLost',
      })
    }
    expect(await getOperation(id)).toMatchObject({ state: 'running' })
    await catalogDb().$transaction((tx) => endOperation(tx, living, { state: 'succeeded', step: 'one', forget: [] }))
  })

  test('a step that was under way when its worker died runs again, the finished ones do not', async () => {
    const { advance, takeOperation } = await import('./fence')
    const runs: string[] = []
    const kind = define({ one: () => runs.push('one'), two: () => runs.push('two') })
    const { id } = await start(kind)
    const dead = (await takeOperation(id, 'dead'))!
    await advance(dead, { next: 'one' })
    await advance(dead, { done: 'one', output: 1, next: 'two' })
    await work()
    const view = await untilOver(id)
    expect(view).toMatchObject({ state: 'succeeded' })
    expect(view.steps.map(({ attempts }) => attempts)).toEqual([1, 2])
    expect(runs).toEqual(['two'])
  })
})

describe('the sweeper', () => {
  test('gives an operation that has lost its job another one', async () => {
    const { id } = await start(define({ one: () => null }))
    await catalogDb().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`operation:${id}`}`
    await catalogDb().$executeRaw`UPDATE operations SET created_at = now() - interval '1 minute' WHERE id = ${id}::uuid`
    await sweepOperations()
    await work()
    expect(await untilOver(id)).toMatchObject({ state: 'succeeded' })
  })

  test('fails an operation whose job was given up, and its last holder can no longer write', async () => {
    const { advance, takeOperation } = await import('./fence')
    const { id } = await start(define({ one: () => null }))
    const hold = (await takeOperation(id, 'somebody'))!
    await advance(hold, { next: 'one' })
    await catalogDb().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${`operation:${id}`}`
    await sweepOperations()
    expect(await getOperation(id)).toMatchObject({ state: 'failed', error: { code: 'internal' }, steps: [{ state: 'failed' }] })
    await expect(advance(hold, { done: 'one' })).rejects.toMatchObject({ name: 'FenceLost' })
  })

  test('drops queues that are empty, and none that a job needs', async () => {
    const { tenant } = await world.addTenant()
    const queues = async () =>
      (await catalogDb().$queryRaw<{ queue_name: string }[]>`SELECT queue_name FROM graphile_worker._private_job_queues`).map(
        (row) => row.queue_name,
      )
    await catalogDb().$transaction((tx) => addJob(tx, { task: 'x', payload: {}, queue: 'kept', key: 'kept' }))
    const { id } = await start(define({ one: () => null }), tenant.id)
    await work()
    await untilOver(id)
    await expect.poll(() => sweepOperations().then(queues)).toEqual(['kept'])
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { listCatalogAudit } from '@/lib/governance'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  cancelOperation,
  getOperation,
  type JobRunner,
  listOperations,
  type OperationView,
  retryOperation,
  startJobRunner,
  startOperation,
  watchOperation,
} from './index'
import { actor, define, gate, start, untilOver } from './testing/operation-lab'

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

describe('an operation', () => {
  test('runs its steps in order, hands outputs on, and tells its result', async () => {
    const kind = define({
      one: () => ({ n: 1 }),
      two: ({ output }) => output<{ n: number }>('one').n + 1,
      three: ({ output }) => ({ sum: output<number>('two') + 1 }),
    })
    const queued = await start(kind)
    expect(queued).toMatchObject({ state: 'queued', steps: [{ name: 'one', state: 'waiting' }, { name: 'two' }, { name: 'three' }] })
    await work()
    const view = await untilOver(queued.id)
    expect(view).toMatchObject({ state: 'succeeded', result: { sum: 3 }, error: null })
    expect(view.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(view.steps.every(({ milliseconds }) => milliseconds !== null && milliseconds >= 0)).toBe(true)
    const actions = (await listCatalogAudit({ subjectId: queued.id })).records.map(({ action }) => action)
    expect(actions).toEqual(['operation.succeeded', 'operation.started'])
  })

  test('exists if and only if the transaction that started it does', async () => {
    const kind = define({ one: () => null })
    let id = ''
    await expect(
      catalogDb().$transaction(async (tx) => {
        id = (await startOperation({ kind, tenantId: null, input: {}, requestedBy: actor, tx })).id
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    await expect(getOperation(id)).rejects.toMatchObject({ code: 'not_found' })
    const [{ count }] = await catalogDb().$queryRaw<
      [{ count: bigint }]
    >`SELECT count(*) FROM graphile_worker.jobs WHERE key = ${`operation:${id}`}`
    expect(count).toBe(0n)
  })

  test('refuses input that it cannot use, with the field named', async () => {
    const kind = define({ one: () => null })
    await expect(start(kind, null, { note: 1 })).rejects.toMatchObject({ code: 'invalid_input', fields: { note: expect.any(String) } })
  })

  test("of another tenant answers like a missing one, and is not in that tenant's list", async () => {
    const kind = define({ one: () => null })
    const [{ tenant: mine }, { tenant: other }] = [await world.addTenant(), await world.addTenant()]
    const { id } = await start(kind, mine.id)
    await expect(getOperation(id, { tenantId: other.id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listOperations({ tenantId: other.id })).operations).toEqual([])
    expect((await listOperations({ tenantId: mine.id })).operations.map((each) => each.id)).toEqual([id])
  })

  test('records what a failure means for people and nothing of a defect, and goes on where it failed when it is tried again', async () => {
    let calls = 0
    const known = define({
      one: () => ++calls,
      two: () => {
        if (calls < 100) throw new AppError('conflict', { message: 'Somebody was faster.' })
      },
    })
    const defect = define({
      one: () => {
        throw new TypeError('kim@example.com is not a function')
      },
    })
    await work()
    const failed = await untilOver((await start(known)).id)
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'conflict', message: 'Somebody was faster.' } })
    expect(failed.steps.map(({ state }) => state)).toEqual(['done', 'failed'])
    expect(JSON.stringify(await untilOver((await start(defect)).id))).not.toContain('kim@example.com')
    calls = 100
    await retryOperation(failed.id, actor)
    expect(await untilOver(failed.id)).toMatchObject({ state: 'succeeded', error: null })
    expect(calls).toBe(100)
    await expect(retryOperation(failed.id, actor)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('tries a passing fault again, and does not repeat the steps before it', async () => {
    const seen: string[] = []
    const kind = define({
      one: () => seen.push('one'),
      two: () => {
        seen.push('two')
        if (seen.length < 4) throw new AppError('busy', { message: 'Later.' })
      },
    })
    await work()
    expect(await untilOver((await start(kind)).id)).toMatchObject({ state: 'succeeded' })
    expect(seen).toEqual(['one', 'two', 'two', 'two'])
  })

  test('keeps personal data of its input sealed, and drops it at the end', async () => {
    const seen: (string | undefined)[] = []
    const kind = define({ one: ({ input }) => seen.push(input.note) && null }, ['note'])
    const { id } = await start(kind, null, { note: 'kim@example.com' })
    const stored = async () => JSON.stringify((await catalogDb().operation.findUniqueOrThrow({ where: { id } })).input)
    expect(await stored()).toMatch(/^\{"note":"k1\./)
    await work()
    await untilOver(id)
    expect(seen).toEqual(['kim@example.com'])
    expect(await stored()).toBe('{}')
  })

  test('two of one tenant never run at the same time; those of different tenants do', async () => {
    let running = 0
    let together = 0
    const kind = define({
      one: async () => {
        together = Math.max(together, ++running)
        await new Promise((resolve) => setTimeout(resolve, 50))
        running--
      },
    })
    const [{ tenant: a }, { tenant: b }] = [await world.addTenant(), await world.addTenant()]
    const ids = await Promise.all([a, a, a].map(async ({ id }) => (await start(kind, id)).id))
    await work()
    for (const id of ids) expect(await untilOver(id)).toMatchObject({ state: 'succeeded' })
    expect(together).toBe(1)
    const both = await Promise.all([a, b].map(async ({ id }) => (await start(kind, id)).id))
    for (const id of both) await untilOver(id)
    expect(together).toBe(2)
  })
})

describe('watching', () => {
  test('tells of every step and of progress, at most four times a second, with versions that only grow', async () => {
    const { open, opened } = gate()
    const kind = define({
      count: async ({ progress }) => {
        for (let n = 0; n <= 1000; n++) progress(n, 1000, 'rows')
        await opened
      },
      end: () => null,
    })
    const { id } = await start(kind)
    await work()
    const views: OperationView[] = []
    for await (const view of watchOperation(id)) {
      views.push(view)
      if (view.steps[0]!.progress?.done === 1000) open()
    }
    expect(views.at(-1)).toMatchObject({ state: 'succeeded' })
    expect(views.length).toBeLessThan(10)
    const versions = views.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort((x, y) => x - y))
    const late: OperationView[] = []
    for await (const view of watchOperation(id, { since: versions.at(-1)! - 1 })) late.push(view)
    expect(late).toHaveLength(1)
    for await (const view of watchOperation(id, { since: versions.at(-1)! })) late.push(view)
    expect(late).toHaveLength(1)
  })

  test('ends when whoever watches goes away', async () => {
    const { id } = await start(define({ one: () => null }))
    const controller = new AbortController()
    const iterator = watchOperation(id, { signal: controller.signal })
    await iterator.next()
    const next = iterator.next()
    controller.abort()
    expect(await next).toMatchObject({ done: true })
  })
})

describe('cancelling', () => {
  test('stops one that runs inside a step that listens, without a queue, and skips the rest', async () => {
    const { open, opened } = gate()
    const kind = define({
      long: ({ signal }) => {
        open()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
      never: () => null,
    })
    const { id } = await start(kind)
    await work()
    await opened
    expect(await cancelOperation(id, actor)).toMatchObject({ isCancelRequested: true })
    const view = await untilOver(id)
    expect(view).toMatchObject({ state: 'cancelled', error: null })
    expect(view.steps.map(({ state }) => state)).toEqual(['skipped', 'skipped'])
    await expect(cancelOperation(id, actor)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('lets a step that does not listen come to its end, and begins no other', async () => {
    const { open, opened } = gate()
    const { open: finish, opened: finished } = gate()
    let begun = false
    const kind = define({
      deaf: async () => {
        open()
        await finished
      },
      never: () => {
        begun = true
      },
    })
    const { id } = await start(kind)
    await work()
    await opened
    await cancelOperation(id, actor)
    finish()
    expect(await untilOver(id)).toMatchObject({ state: 'cancelled', steps: [{}, { state: 'skipped', attempts: 0, startedAt: null }] })
    expect(begun).toBe(false)
  })

  test('takes one that waits out at once', async () => {
    let begun = false
    const { id } = await start(
      define({
        one: () => {
          begun = true
        },
      }),
    )
    expect(await cancelOperation(id, actor)).toMatchObject({ state: 'cancelled', steps: [{ state: 'skipped' }] })
    await work()
    await expect.poll(async () => catalogDb().$queryRaw`SELECT FROM graphile_worker.jobs WHERE key = ${`operation:${id}`}`).toEqual([])
    expect(begun).toBe(false)
  })

  test('does not wait for the next try of one that a fault holds up', async () => {
    const kind = define({
      never: () => {
        throw new AppError('unavailable', { message: 'Away.' })
      },
    })
    const { id } = await start(kind)
    await work()
    const lastTry = async () =>
      (
        await catalogDb().$queryRaw<{ run_at: Date }[]>`
      SELECT run_at FROM graphile_worker.jobs WHERE key = ${`operation:${id}`} AND locked_at IS NULL AND run_at > now()`
      ).length
    await expect.poll(lastTry, { timeout: 10_000 }).toBe(1)
    const askedAt = performance.now()
    await cancelOperation(id, actor)
    expect(await untilOver(id)).toMatchObject({ state: 'cancelled' })
    expect(performance.now() - askedAt).toBeLessThan(2000)
  })
})

import { describe, expect, test } from 'vitest'
import type { TenantKey } from './load-tenant'
import type { ResolvedTenant } from './resolved-tenant'
import { TenantCache } from './tenant-cache'

const ID = '019ab000-0000-7000-8000-000000000001'
const tenant = (over: Partial<ResolvedTenant> = {}) =>
  ({ id: ID, slug: 'acme', formerSlugs: [], domains: [], version: 1, ...over }) as unknown as ResolvedTenant
const acme: TenantKey = { by: 'slug', value: 'acme' }

function setup(over: Partial<ConstructorParameters<typeof TenantCache>[0]> = {}) {
  const state = { time: 0, calls: [] as TenantKey[], answer: (): ResolvedTenant | null | Promise<ResolvedTenant | null> => tenant() }
  const cache = new TenantCache({
    load: async (key) => {
      state.calls.push(key)
      return state.answer()
    },
    milliseconds: () => state.time,
    patienceMilliseconds: 20,
    ...over,
  })
  return { cache, state }
}

function deferred<T>() {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('the tenant cache', () => {
  test('asks once for a tenant, whatever name it is found by afterwards', async () => {
    const { cache, state } = setup()
    state.answer = () => tenant({ domains: ['hr.acme.com'] })
    await cache.find(acme)
    expect(cache.find({ by: 'id', value: ID })).toMatchObject({ slug: 'acme' })
    expect(cache.find({ by: 'domain', value: 'hr.acme.com' })).toMatchObject({ slug: 'acme' })
    expect(state.calls).toHaveLength(1)
  })

  test('asks once when many requests come at the same moment', async () => {
    const { cache, state } = setup()
    const found = await Promise.all(Array.from({ length: 50 }, () => cache.find(acme)))
    expect(new Set(found).size).toBe(1)
    expect(state.calls).toHaveLength(1)
  })

  test('asks again after a change, and after the time to live', async () => {
    const { cache, state } = setup()
    await cache.find(acme)
    cache.invalidate(ID)
    state.answer = () => tenant({ version: 2 })
    expect(await cache.find(acme)).toMatchObject({ version: 2 })
    state.time += 30_001
    state.answer = () => tenant({ version: 3 })
    expect(await cache.find(acme)).toMatchObject({ version: 3 })
    expect(state.calls).toHaveLength(3)
  })

  test('a change to one tenant leaves the others warm', async () => {
    const { cache, state } = setup()
    await cache.find(acme)
    cache.invalidate('019ab000-0000-7000-8000-000000000002')
    expect(cache.find(acme)).toMatchObject({ version: 1 })
    expect(state.calls).toHaveLength(1)
  })

  test('an answer that was under way when the change came is not kept as fresh, and nobody new waits for it', async () => {
    const { cache, state } = setup()
    const slow = deferred<ResolvedTenant>()
    state.answer = () => slow.promise
    const before = cache.find(acme)
    cache.invalidate(ID)
    state.answer = () => tenant({ version: 2 })
    const after = cache.find(acme)
    expect(await after).toMatchObject({ version: 2 })
    slow.resolve(tenant({ version: 1 }))
    await before
    expect(cache.find(acme)).toMatchObject({ version: 2 })
  })

  test('keeps serving the last known answer while the catalog is away, and asks at most once a second', async () => {
    const { cache, state } = setup()
    await cache.find(acme)
    state.answer = () => Promise.reject(new Error('connection refused'))
    state.time += 60_000
    expect(await cache.find(acme)).toMatchObject({ version: 1 })
    expect(await cache.find(acme)).toMatchObject({ version: 1 })
    expect(state.calls).toHaveLength(2)
    state.time += 1001
    state.answer = () => tenant({ version: 2 })
    expect(await cache.find(acme)).toMatchObject({ version: 2 })
  })

  test('does not make a request wait for a catalog that hangs when the last known answer is at hand', async () => {
    const { cache, state } = setup()
    await cache.find(acme)
    cache.invalidate(ID)
    const hung = deferred<ResolvedTenant>()
    state.answer = () => hung.promise
    expect(await cache.find(acme)).toMatchObject({ version: 1 })
    hung.resolve(tenant({ version: 2 }))
    await expect.poll(async () => (await cache.find(acme))?.version).toBe(2)
  })

  test('says unavailable, not unknown, when the catalog is away and nothing is known', async () => {
    const { cache, state } = setup()
    state.answer = () => Promise.reject(new Error('connection refused'))
    await expect(cache.find(acme)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('remembers for two seconds that there is no such tenant, and forgets it with any change', async () => {
    const { cache, state } = setup()
    state.answer = () => null
    expect(await cache.find(acme)).toBeNull()
    expect(cache.find(acme)).toBeNull()
    expect(state.calls).toHaveLength(1)
    cache.invalidate(ID)
    state.answer = () => tenant()
    expect(await cache.find(acme)).toMatchObject({ slug: 'acme' })
    state.answer = () => null
    state.time += 30_001
    expect(await cache.find(acme)).toBeNull()
    state.time += 2001
    await cache.find(acme)
    expect(state.calls).toHaveLength(4)
  })

  test('stays within its bounds under a flood of names, known and unknown', async () => {
    const { cache, state } = setup({ entriesMax: 10, absentMax: 10 })
    for (let n = 0; n < 100; n++) {
      state.answer = () => tenant({ id: `id-${n}`, slug: `slug-${n}` })
      await cache.find({ by: 'slug', value: `slug-${n}` })
    }
    expect(cache.size).toBe(10)
    state.answer = () => null
    for (let n = 0; n < 100; n++) await cache.find({ by: 'slug', value: `nobody-${n}` })
    const before = state.calls.length
    for (let n = 90; n < 100; n++) expect(cache.find({ by: 'slug', value: `nobody-${n}` })).toBeNull()
    expect(state.calls).toHaveLength(before)
    await cache.find({ by: 'slug', value: 'nobody-0' })
    expect(state.calls).toHaveLength(before + 1)
  })

  test('a domain that a tenant gave up finds it no longer', async () => {
    const { cache, state } = setup()
    state.answer = () => tenant({ domains: ['hr.acme.com'] })
    await cache.find(acme)
    cache.invalidate(ID)
    state.answer = () => tenant({ domains: [] })
    await cache.find(acme)
    state.answer = () => null
    expect(await cache.find({ by: 'domain', value: 'hr.acme.com' })).toBeNull()
    expect(cache.find(acme)).toMatchObject({ slug: 'acme' })
  })

  test('a slug that was freed and taken again finds the new tenant alone', async () => {
    const { cache, state } = setup()
    await cache.find(acme)
    cache.invalidate(ID)
    state.answer = () => tenant({ id: 'other' })
    expect(await cache.find(acme)).toMatchObject({ id: 'other' })
    state.answer = () => null
    expect(await cache.find({ by: 'id', value: ID })).toBeNull()
    expect(cache.find(acme)).toMatchObject({ id: 'other' })
  })
})

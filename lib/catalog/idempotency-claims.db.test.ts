import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { operatorClaims } from './idempotency-claims'

let world: World
const claims = operatorClaims(newId())
const age = (key: string, minutes: number) =>
  catalogDb().idempotencyKey.updateMany({ where: { key }, data: { createdAt: new Date(Date.now() - minutes * 60_000) } })

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('a claim of an operator', () => {
  test('is new once, of twenty at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => claims.claim('twenty', 'hash')))
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1)
  })
  test('tells who comes later what was answered, and with which request', async () => {
    await claims.claim('answered', 'hash')
    expect(await claims.claim('answered', 'other')).toEqual({ isNew: false, requestHash: 'hash', answer: null })
    await claims.finish('answered', 201, { sealed: 'x' })
    expect(await claims.claim('answered', 'hash')).toEqual({
      isNew: false,
      requestHash: 'hash',
      answer: { status: 201, response: { sealed: 'x' } },
    })
  })
  test('is given back by a refusal, and an answer is not', async () => {
    await claims.claim('refused', 'hash')
    await claims.release('refused')
    expect((await claims.claim('refused', 'hash')).isNew).toBe(true)
    await claims.finish('refused', 200, { sealed: 'x' })
    await claims.release('refused')
    expect((await claims.claim('refused', 'hash')).isNew).toBe(false)
  })
  test('without an answer is free again after ten minutes, with one after a day', async () => {
    await claims.claim('abandoned', 'hash')
    await age('abandoned', 9)
    expect((await claims.claim('abandoned', 'hash')).isNew).toBe(false)
    await age('abandoned', 11)
    expect((await claims.claim('abandoned', 'hash')).isNew).toBe(true)
    await claims.finish('abandoned', 200, { sealed: 'x' })
    await age('abandoned', 23 * 60)
    expect((await claims.claim('abandoned', 'hash')).isNew).toBe(false)
    await age('abandoned', 25 * 60)
    expect((await claims.claim('abandoned', 'hash')).isNew).toBe(true)
  })
  test("is nobody else's", async () => {
    await claims.claim('mine', 'hash')
    expect((await operatorClaims(newId()).claim('mine', 'hash')).isNew).toBe(true)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { getTenant } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { signUp } from './index'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

let count = 0
const fields = () => ({ name: 'Acme Ltd', slug: `own-${++count}`, ownerEmail: 'kim@example.com', ownerName: 'Kim Owner' })

test('a company that signs itself up gets the free tier, whatever else it sends', async () => {
  const greedy = { ...fields(), tier: 'enterprise', region: 'moon', brandColour: 'red;}' }
  const { tenant } = await signUp(greedy, { address: '192.0.2.1' })
  expect(await getTenant(tenant.id)).toMatchObject({ status: 'provisioning', tierKey: 'free', region: 'local' })
})

test('an address that is taken costs no attempt, and says so at its field', async () => {
  const first = fields()
  await signUp(first, { address: '192.0.2.2' })
  for (let attempt = 0; attempt < 10; attempt++) {
    await expect(signUp(first, { address: '192.0.2.2' })).rejects.toMatchObject({
      code: 'slug_taken',
      fields: { slug: expect.any(String) },
    })
  }
  await signUp(fields(), { address: '192.0.2.2' })
})

test('nobody opens portals by the dozen', async () => {
  const before = await catalogDb().tenant.count()
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => signUp(fields(), { address: '192.0.2.3' })))
  const opened = attempts.filter(({ status }) => status === 'fulfilled').length
  expect(opened).toBe(5)
  expect(await catalogDb().tenant.count()).toBe(before + 5)
  for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'rate_limited' })
  await signUp(fields(), { address: '192.0.2.4' })
})

test('where operators open tenants themselves, nobody else does', async () => {
  process.env.SIGN_UP = 'closed'
  try {
    await expect(signUp(fields(), { address: '192.0.2.5' })).rejects.toMatchObject({ code: 'forbidden' })
  } finally {
    delete process.env.SIGN_UP
  }
})

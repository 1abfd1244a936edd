import { expect, test, vi } from 'vitest'
import { log } from '@/lib/core'
import { RequestLeases, type Wanted } from './request-leases'

/** What all processes share: 100 a second, three seconds of it at most. */
function bucket() {
  const state = { tokens: 300, at: 0, asked: 0, isAway: false, now: 0 }
  const take = async (wanted: readonly Wanted[]) => {
    state.asked++
    if (state.isAway) throw new Error('the catalog is away')
    state.tokens = Math.min(300, state.tokens + ((state.now - state.at) / 1000) * 100)
    state.at = state.now
    return new Map(
      wanted.map(({ tenantId, amount }) => {
        const granted = Math.floor(Math.min(amount, state.tokens))
        state.tokens -= granted
        return [tenantId, granted]
      }),
    )
  }
  return { state, process: () => new RequestLeases({ take, milliseconds: () => state.now }) }
}
const settle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
async function passes(leases: RequestLeases): Promise<boolean> {
  try {
    await leases.admit('t', 100)
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 })
    return false
  }
}

test('two processes together let pass what the tenant may, both get their part, and hardly one request asks the catalog', async () => {
  const { state, process } = bucket()
  const processes = [process(), process()]
  const passed = [0, 0]
  for (; state.now < 10_000; state.now += 2) {
    for (const [n, leases] of processes.entries()) if (await passes(leases)) passed[n]!++
    await settle()
  }
  expect(passed[0]! + passed[1]!).toBeLessThanOrEqual(300 + 1000 + 2)
  expect(passed[0]! + passed[1]!).toBeGreaterThan(1200)
  expect(Math.min(...passed)).toBeGreaterThan(400)
  expect(state.asked).toBeLessThan(1000) // of 10,000 requests, most of them too many
})

test('within the limit no request waits, and one in twelve asks for more in the background', async () => {
  const { state, process } = bucket()
  const leases = process()
  let waited = 0
  for (let n = 0; n < 240; n++) {
    if (leases.admit('t', 100) instanceof Promise) waited++
    await settle()
    state.now += 25
  }
  expect(waited).toBe(0)
  expect(state.asked).toBeLessThanOrEqual(21)
})

test('what a dead process had taken comes back with time', async () => {
  const { state, process } = bucket()
  const dead = process()
  for (let n = 0; n < 400; n++) await passes(dead)
  const survivor = process()
  expect(await passes(survivor)).toBe(true) // on credit
  expect(await passes(survivor)).toBe(false)
  state.now += 1000
  let passed = 0
  for (let n = 0; n < 200; n++) if (await passes(survivor)) passed++
  expect(passed).toBeGreaterThanOrEqual(95)
})

test('with the catalog away each process goes on with its own part', async () => {
  vi.spyOn(log, 'warn').mockImplementation(() => {})
  const { state, process } = bucket()
  state.isAway = true
  const leases = process()
  let passed = 0
  for (; state.now < 5000; state.now += 5) if (await passes(leases)) passed++
  expect(passed).toBeGreaterThan(300)
  expect(passed).toBeLessThan(600)
})

test('what asks for little costs little', async () => {
  const { process } = bucket()
  const leases = process()
  let passed = 0
  for (let n = 0; n < 4000; n++) {
    try {
      await leases.admit('t', 100, 1 / 12)
      passed++
    } catch {
      break
    }
  }
  expect(passed).toBeGreaterThan(3500)
  expect(passed).toBeLessThan(3800)
})

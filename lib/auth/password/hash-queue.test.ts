import { describe, expect, it } from 'vitest'
import { inTurn } from './hash-queue'

function work() {
  let finish!: () => void
  const done = new Promise<void>((resolve) => (finish = resolve))
  return { finish, done }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Starts jobs of scopes and tells in which order they get their turn. */
async function crowd(scopes: string[]) {
  const started: string[] = []
  const jobs = scopes.map((scope) => {
    const { finish, done } = work()
    const result = inTurn(scope, async () => {
      started.push(scope)
      await done
    })
    return { finish, result }
  })
  await settle()
  return { started, jobs }
}

describe('hashing', () => {
  it('runs few at a time, whatever arrives', async () => {
    const { started, jobs } = await crowd(Array.from({ length: 20 }, () => 'a'))
    expect(started.length).toBeGreaterThanOrEqual(2)
    expect(started.length).toBeLessThanOrEqual(4)
    for (const { finish } of jobs) finish()
    await Promise.all(jobs.map(({ result }) => result))
    expect(started).toHaveLength(20)
  })

  it('of a quiet tenant has its turn before the rest of a flood', async () => {
    const flood = await crowd(Array.from({ length: 30 }, () => 'loud'))
    const quiet = await crowd(['quiet'])
    const order = flood.started.length
    for (const { finish } of flood.jobs.slice(0, order + 1)) finish()
    await settle()
    expect(quiet.started).toEqual(['quiet'])
    for (const { finish } of [...flood.jobs, ...quiet.jobs]) finish()
    await Promise.all([...flood.jobs, ...quiet.jobs].map(({ result }) => result))
  })

  it('refuses a tenant whose queue is full, and nobody else', async () => {
    const flood = await crowd(Array.from({ length: 40 }, () => 'loud').slice(0, 34))
    const more = Array.from({ length: 10 }, () => inTurn('loud', async () => 'done').catch((error) => error.code as string))
    const other = inTurn('other', async () => 'done')
    for (const { finish } of flood.jobs) finish()
    expect(await Promise.all(more)).toContain('busy')
    expect(await other).toBe('done')
    await Promise.all(flood.jobs.map(({ result }) => result))
  })

  it('goes on after work that fails', async () => {
    for (let i = 0; i < 10; i++) await expect(inTurn('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn('a', async () => 'still')).toBe('still')
  })
})

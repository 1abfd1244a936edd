import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { ALL, type ConnectionShare } from './connection-share'
import { setLiveProcesses } from './live-processes'
import { Scheduler, type Ticket } from './scheduler'

afterEach(() => {
  setLiveProcesses(1)
  vi.useRealTimers()
})

const PATIENT = { waitMs: 60_000, waitingMax: 10_000 }
const share = (change: Partial<ConnectionShare> = {}): ConnectionShare => ({ ...ALL, pool: 'shared', floor: 1, ceiling: 8, ...change })
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Connections that cost nothing, whoever wants one, in one database unless told otherwise. */
class House {
  readonly granted: string[] = []
  readonly held = new Map<string, Ticket[]>()
  readonly waits = new Map<string, number>()
  readonly errors: { who: string; code: string }[] = []
  readonly scheduler: Scheduler<Ticket>

  constructor(
    readonly capacity: number,
    readonly shares: Record<string, ConnectionShare>,
    limits: { waitMs: number; waitingMax: number } = PATIENT,
    readonly databaseOf = (_who: string) => 'one',
  ) {
    this.scheduler = new Scheduler({ ...limits, connectionsPerDatabaseMax: capacity }, () => capacity)
  }

  async ask(who: string): Promise<void> {
    this.waits.set(who, (this.waits.get(who) ?? 0) + 1)
    try {
      const ticket = await this.scheduler.take({ tenantId: who, poolKey: this.databaseOf(who), share: this.shares[who]! }, (given) => {
        this.granted.push(who)
        return given
      })
      this.held.set(who, [...(this.held.get(who) ?? []), ticket])
    } catch (error) {
      this.errors.push({ who, code: (error as { code: string }).code })
    }
    this.waits.set(who, this.waits.get(who)! - 1)
  }

  finish(who: string): boolean {
    const ticket = this.held.get(who)?.shift()
    if (ticket) this.scheduler.release(ticket)
    return ticket !== undefined
  }

  get inUse(): number {
    return [...this.held.values()].reduce((sum, held) => sum + held.length, 0)
  }
}

const arbitraryShare = fc
  .record({
    floor: fc.integer({ min: 1, max: 3 }),
    above: fc.integer({ min: 0, max: 6 }),
    reserve: fc.constantFrom(0, 0, 0, 1, 2),
    pool: fc.constantFrom('a', 'b'),
  })
  .map(({ floor, above, reserve, pool }) => share({ floor, ceiling: floor + above, reserve, pool, poolPercent: pool === 'b' ? 50 : 100 }))

test('nobody ever passes its ceiling, its pool’s part or what there is; a floor is waited for only while nothing is free; all are served in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: 24 }),
      fc.array(arbitraryShare, { minLength: 2, maxLength: 6 }),
      fc.array(fc.record({ who: fc.nat(5), isArrival: fc.boolean(), many: fc.integer({ min: 1, max: 6 }) }), { maxLength: 60 }),
      async (capacity, shares, events) => {
        const named = Object.fromEntries(shares.map((one, n) => [`t${n}`, one]))
        const house = new House(capacity, named)
        const names = Object.keys(named)
        const check = () => {
          expect(house.inUse).toBeLessThanOrEqual(capacity)
          for (const who of names) expect(house.held.get(who)?.length ?? 0).toBeLessThanOrEqual(named[who]!.ceiling)
          const inB = names.filter((who) => named[who]!.pool === 'b')
          const reserved = inB.reduce((sum, who) => sum + Math.min(named[who]!.reserve, house.held.get(who)?.length ?? 0), 0)
          const used = inB.reduce((sum, who) => sum + (house.held.get(who)?.length ?? 0), 0)
          expect(used - reserved).toBeLessThanOrEqual(Math.max(1, Math.floor(capacity / 2)))
          const keptMax = Math.floor(capacity / 2)
          for (const who of names) {
            if (named[who]!.pool === 'b') continue // its pool may be full
            const held = house.held.get(who)?.length ?? 0
            if ((house.waits.get(who) ?? 0) > 0 && held < Math.min(named[who]!.floor, named[who]!.ceiling)) {
              const kept = names
                .filter((other) => other !== who)
                .reduce((sum, other) => sum + Math.max(0, named[other]!.reserve - (house.held.get(other)?.length ?? 0)), 0)
              expect(capacity - house.inUse - Math.min(kept, keptMax)).toBeLessThanOrEqual(0)
            }
          }
        }
        for (const { who, isArrival, many } of events) {
          const name = names[who % names.length]!
          for (let n = 0; n < many; n++)
            if (isArrival) void house.ask(name)
            else house.finish(name)
          await settle()
          check()
        }
        for (let n = 0; n < 10_000 && house.inUse > 0; n++) {
          for (const name of names) house.finish(name)
          await settle()
          check()
        }
        expect([...house.waits.values()].every((count) => count === 0)).toBe(true)
        expect(house.errors.filter(({ code }) => code !== 'rate_limited')).toEqual([]) // its own queue is bounded
      },
    ),
    { numRuns: 150 },
  )
})

test('however much one tenant asks for, a quiet one below its floor is served at once', async () => {
  const house = new House(16, { flood: share({ ceiling: 100 }), quiet: share({ floor: 2 }) })
  for (let n = 0; n < 100; n++) void house.ask('flood')
  await settle()
  expect(house.held.get('flood')).toHaveLength(14) // an eighth is for floors
  void house.ask('quiet')
  void house.ask('quiet')
  await settle()
  expect(house.held.get('quiet')).toHaveLength(2)
})

test('those who wait take turns, however long the queue of one of them is', async () => {
  const house = new House(2, { a: share({ floor: 1, ceiling: 2 }), b: share({ floor: 1, ceiling: 2 }), c: share({ floor: 1, ceiling: 2 }) })
  for (let n = 0; n < 8; n++) void house.ask('a')
  for (let n = 0; n < 3; n++) {
    void house.ask('b')
    void house.ask('c')
  }
  for (let n = 0; n < 20; n++) {
    await settle()
    house.finish(house.granted[n] ?? '')
  }
  expect(house.granted.join('')).toBe('aabacbacbacaaa')
})

test('a reserve is kept free for its tenant, and a pool has its part only', async () => {
  const house = new House(8, { kept: share({ reserve: 3, ceiling: 4 }), flood: share({ ceiling: 100, pool: 'small', poolPercent: 50 }) })
  void house.ask('kept')
  await settle()
  house.finish('kept')
  for (let n = 0; n < 20; n++) void house.ask('flood')
  await settle()
  expect(house.held.get('flood')).toHaveLength(4) // half of all: its pool's part; with more, one for floors and three for the reserve
  for (let n = 0; n < 3; n++) void house.ask('kept')
  await settle()
  expect(house.held.get('kept')).toHaveLength(3)
})

test('a tenant that gets another pool or ceiling has it with the next statement', async () => {
  const shares = { t: share({ ceiling: 2 }) }
  const house = new House(16, shares)
  for (let n = 0; n < 5; n++) void house.ask('t')
  await settle()
  expect(house.held.get('t')).toHaveLength(2)
  shares.t = share({ ceiling: 4, pool: 'other' })
  void house.ask('t')
  await settle()
  expect(house.held.get('t')).toHaveLength(4)
  while (house.finish('t')) await settle()
  expect(house.scheduler.inUseBy('t')).toBe(0)
})

test('each process has its part of what a tenant may do at once over all of them', async () => {
  setLiveProcesses(4)
  const house = new House(32, { t: share({ ceiling: 100, concurrentMax: 20 }) })
  for (let n = 0; n < 30; n++) void house.ask('t')
  await settle()
  expect(house.held.get('t')).toHaveLength(5)
  setLiveProcesses(2)
  house.finish('t')
  await settle()
  expect(house.held.get('t')).toHaveLength(10) // the other two are dead
})

test('nobody waits for ever, and is told whether it is its own limit', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const shares = { a: share({ ceiling: 2 }), b: share({ ceiling: 8 }) }
  const house = new House(2, shares, { waitMs: 100, waitingMax: 3 })
  for (const who of ['a', 'a', 'a', 'b', 'b', 'b']) void house.ask(who)
  await settle()
  expect(house.errors).toEqual([{ who: 'b', code: 'busy' }]) // the room is full
  await vi.advanceTimersByTimeAsync(100)
  expect(house.errors.slice(1).sort((x, y) => x.who.localeCompare(y.who))).toEqual([
    { who: 'a', code: 'rate_limited' },
    { who: 'b', code: 'busy' },
    { who: 'b', code: 'busy' },
  ])
})

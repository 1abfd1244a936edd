import { describe, expect, test } from 'vitest'
import { planMoves } from './plan-moves'
import type { PlanGoal, PlanServer, PlanTenant, PlanWorld } from './plan-world'

const GB = 1e9
const ROOM = { row: 1e6, schema: 1000, database: 50, instance: 0 }
const server = (id: string, more: Partial<PlanServer> = {}): PlanServer => ({
  id,
  name: id,
  region: 'seoul',
  isClosed: false,
  bytesMax: 100 * GB,
  loadMax: 10,
  otherBytes: 0,
  room: ROOM,
  ...more,
})
let count = 0
const tenant = (serverId: string, more: Partial<PlanTenant> = {}): PlanTenant => {
  const id = `t${count++}`
  return { id, slug: id, serverId, region: 'seoul', pattern: 'row', bytes: GB, load: 0.01, isHeld: false, ...more }
}
const many = (length: number, make: (index: number) => PlanTenant) => Array.from({ length }, (_, index) => make(index))

/** Plays the moves and checks what no plan may do: cross a region, enter a closed server, exceed its room or the ceiling. */
function play(world: PlanWorld, goal: PlanGoal, bounds = {}) {
  const plan = planMoves(world, goal, bounds)
  const servers = new Map(world.servers.map((each) => [each.id, each]))
  const place = new Map(world.tenants.map((each) => [each.id, each.serverId]))
  const taken = new Map<string, number>()
  for (const move of plan.moves) {
    const who = world.tenants.find(({ id }) => id === move.tenantId)!
    const to = servers.get(move.toServerId)!
    expect(place.get(who.id)).toBe(move.fromServerId)
    expect(who.isHeld || to.isClosed || to.region !== who.region).toBe(false)
    place.set(who.id, to.id)
    const key = `${to.id} ${who.pattern}`
    taken.set(key, (taken.get(key) ?? 0) + 1)
    expect(taken.get(key)!).toBeLessThanOrEqual(to.room[who.pattern] + world.tenants.filter((each) => each.serverId === to.id).length)
    expect(move.effect.to[1]).toBeLessThanOrEqual((bounds as { ceiling?: number }).ceiling ?? 0.9)
  }
  expect(new Set(plan.moves.map(({ tenantId }) => tenantId)).size).toBe(plan.moves.length)
  const fullnessOf = (id: string) => plan.servers.find((each) => each.id === id)!.after
  return { plan, place, fullnessOf }
}

describe('rebalance', () => {
  test('moves the loudest first, and stops when the fullest is under the target', () => {
    const loud = tenant('a', { load: 5 })
    const world = {
      servers: [server('a'), server('b')],
      tenants: [loud, tenant('a', { load: 3 }), ...many(20, () => tenant('a', { load: 0.05 }))],
    }
    const { plan, fullnessOf } = play(world, { kind: 'rebalance' })
    expect(plan.moves[0]).toMatchObject({ tenantId: loud.id, reason: 'loudest', fromServerId: 'a', toServerId: 'b' })
    expect(plan.moves[0]!.effect.from[1]).toBeLessThan(plan.moves[0]!.effect.from[0])
    expect(plan.moves).toHaveLength(1)
    expect(fullnessOf('a')).toBeLessThanOrEqual(0.65)
  })

  test('frees a server that is full of data though nobody on it is loud', () => {
    const world = { servers: [server('a'), server('b')], tenants: many(90, () => tenant('a')) }
    const { plan, fullnessOf } = play(world, { kind: 'rebalance' })
    expect(fullnessOf('a')).toBeLessThanOrEqual(0.65)
    expect(new Set(plan.moves.map(({ reason }) => reason))).toEqual(new Set(['fills']))
  })

  test('leaves alone what is even, however little room there is', () => {
    const world = { servers: [server('a'), server('b')], tenants: [...many(80, () => tenant('a')), ...many(78, () => tenant('b'))] }
    expect(play(world, { kind: 'rebalance' }).plan.moves).toEqual([])
  })

  test('never plans out of a region, and says who stays for that reason', () => {
    const world = {
      servers: [server('a', { region: 'frankfurt' }), server('b')],
      tenants: many(85, () => tenant('a', { region: 'frankfurt' })),
    }
    const { plan } = play(world, { kind: 'rebalance' })
    expect(plan.moves).toEqual([])
    expect(plan.staying).toHaveLength(85)
    expect(plan.staying[0]!.why).toBe('region')
  })

  test('goes on with smaller tenants where the largest fit nowhere', () => {
    const world = {
      servers: [server('a'), server('b', { bytesMax: 10 * GB })],
      tenants: [...many(40, () => tenant('a', { bytes: 1.9 * GB })), ...many(200, () => tenant('a', { bytes: GB / 100, load: 0 }))],
    }
    const { plan } = play(world, { kind: 'rebalance' }, { ceiling: 0.15 })
    expect(plan.moves.length).toBeGreaterThan(0)
    expect(plan.moves.every(({ bytes }) => bytes < GB)).toBe(true)
  })
})

describe('split, merge and drain', () => {
  test('a dense server is split onto the one that is named, and onto no other', () => {
    const world = { servers: [server('a'), server('b'), server('c')], tenants: many(88, () => tenant('a')) }
    const { plan, fullnessOf } = play(world, { kind: 'split', serverId: 'a', toServerId: 'c' })
    expect(new Set(plan.moves.map(({ toServerId }) => toServerId))).toEqual(new Set(['c']))
    expect(fullnessOf('a')).toBeLessThanOrEqual(0.65)
  })

  test('sparse servers are emptied whole, into servers that stay under the target', () => {
    const world = {
      servers: [server('a'), server('b'), server('c'), server('empty')],
      tenants: [...many(30, () => tenant('a')), ...many(12, () => tenant('b')), ...many(8, () => tenant('c'))],
    }
    const { place, fullnessOf } = play(world, { kind: 'merge' })
    expect([...place.values()].filter((id) => id === 'c' || id === 'b').length % 20).toBe(0)
    expect(fullnessOf('a')).toBeLessThanOrEqual(0.65)
    expect([...place.values()]).not.toContain('empty')
  })

  test('a server that cannot be emptied whole is not begun', () => {
    const world = {
      servers: [server('a', { bytesMax: 10 * GB }), server('b')],
      tenants: [tenant('a', { bytes: 6 * GB }), ...many(20, () => tenant('b'))],
    }
    const { plan } = play(world, { kind: 'merge' })
    expect(plan.moves).toEqual([])
    expect(plan.servers.every(({ before, after }) => before === after)).toBe(true)
  })

  test('a drained server is left by all but those who are held or find no room', () => {
    const held = tenant('a', { isHeld: true })
    const world = {
      servers: [server('a', { isClosed: true }), server('b', { room: { ...ROOM, database: 3 } })],
      tenants: [held, ...many(5, () => tenant('a', { pattern: 'database' })), ...many(10, () => tenant('a'))],
    }
    const { plan } = play(world, { kind: 'drain', serverId: 'a' })
    expect(plan.moves).toHaveLength(13)
    expect(plan.staying.map(({ why }) => why).sort()).toEqual(['held', 'room', 'room'])
  })

  test('is refused for a server that is not there', () => {
    expect(() => planMoves({ servers: [], tenants: [] }, { kind: 'drain', serverId: 'x' })).toThrow('no such server')
  })
})

describe('a hundred thousand tenants', () => {
  let seed = 7
  const random = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const servers = many(12, (index) => tenant(`s${index}`)).map(({ serverId }) => server(serverId, { bytesMax: 4000 * GB, loadMax: 64 }))
  const tenants = many(100_000, (index) =>
    tenant(`s${index % 5}`, {
      bytes: Math.min(20e6 * random() ** -0.8, 20 * GB),
      load: Math.min(0.0008 * random() ** -0.9, 4),
    }),
  )
  const bounds = { movesMax: 100_000, target: 0.3 }

  test('rebalance weighs a number of places that grows with moves, not with moves times tenants', () => {
    const plan = planMoves({ servers, tenants }, { kind: 'rebalance' }, bounds)
    const [before, after] = (['before', 'after'] as const).map((when) => Math.max(...plan.servers.map((each) => each[when])))
    expect(plan.moves.length).toBeGreaterThan(10)
    expect(after!).toBeLessThan(before!)
    expect(plan.weighed).toBeLessThanOrEqual((plan.moves.length + 1) * 48 * servers.length + 48 * servers.length * 100)
  })

  test('a drain weighs each tenant against each server once', () => {
    const plan = planMoves({ servers, tenants }, { kind: 'drain', serverId: 's0' }, bounds)
    expect(plan.moves).toHaveLength(20_000)
    expect(plan.weighed).toBe(20_000 * (servers.length - 1))
  })
})

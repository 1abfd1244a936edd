import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlacement } from '@/lib/catalog'
import { localInstances, stopInstances } from '@/lib/db/embedded'
import { hostInstances } from '@/lib/placement'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { getMove, type MoveMethod, startMove } from './index'
import {
  addDatabase,
  addServer,
  EVERY_PAIR,
  fill,
  openById,
  operator,
  type SecondServer,
  startMover,
  startWriter,
  untilOver,
  type Way,
} from './testing/move-lab'

/** Both methods, between two servers and on one, into a server of its own and out of it. */
const SOME: Way = [
  ['schema', 'second'],
  ['schema', 'first'],
  ['instance', 'first'],
  ['database', 'first'],
  ['database', 'second'],
  ['row', 'first'],
]
const isFull = process.env.ROWHOUSE_FULL_TESTS === '1'

let stopServer: () => Promise<void>
let world: World
let second: SecondServer
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  hostInstances(localInstances)
  stopServer = await useOwnServer()
  world = await createWorld()
  second = await addServer()
  await addDatabase(world, 'schema_a', 'schema')
  for (const pattern of ['row', 'schema'] as const) await second.addDatabase(pattern)
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopInstances()
  await stopServer()
  await second.server.stop()
})

const otherOf = (method: MoveMethod): MoveMethod => (method === 'online' ? 'offline' : 'online')

test.each(isFull ? (['online', 'offline'] as const) : (['online'] as const))(
  'a tenant goes from pattern to pattern and from server to server while it is written to, and arrives whole every time, first %s',
  async (first) => {
    const { tenant, db } = await world.addTenant()
    await fill(db)
    const writer = startWriter(tenant.id, 2, 20)
    let method: MoveMethod = first
    for (const [n, [toPattern, server]] of (isFull ? EVERY_PAIR : SOME).entries()) {
      const toServerId = server === 'first' ? world.serverId : second.id
      const { id } = await startMove(operator, { tenantId: tenant.id, toPattern, toServerId, method, keepHours: 0 })
      expect(await untilOver(id), `${n}: to ${toPattern}, ${method}`).toMatchObject({ state: 'succeeded', error: null })
      expect(await findPlacement(tenant.id)).toMatchObject({ pattern: toPattern, epoch: n + 2 })
      expect((await getMove(operator, id)).former?.purgedAt, 'nothing of the former place is left').not.toBeNull()
      if (!isFull) method = otherOf(method)
    }
    await writer.stop()
    const isWaiting = (error: unknown) => ['tenant_moving', 'tenant_moved'].includes((error as { code?: string }).code ?? '')
    expect(writer.failures.filter((error) => !isWaiting(error))).toEqual([])
    expect(await writer.compare()).toMatchObject({ lost: 0 })
    const now = await openById(tenant.id)
    expect([await now.employee.count(), await now.department.count(), await now.setting.count()]).toEqual([60, 5, 1])
  },
  300_000,
)

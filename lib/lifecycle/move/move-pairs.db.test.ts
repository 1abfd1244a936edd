import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlacement, type Pattern } from '@/lib/catalog'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { getMove, startMove } from './index'
import { addDatabase, fill, openById, operator, startMover, startWriter, untilOver } from './testing/move-lab'

const LONG: Pattern[] = ['row', 'schema', 'schema', 'database', 'schema', 'row', 'database', 'row']
const WAY: Pattern[] = process.env.ROWHOUSE_FULL_TESTS ? LONG : ['schema', 'database', 'row']

let stopServer: () => Promise<void>
let world: World
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  await addDatabase(world, 'row_b', 'row')
  await addDatabase(world, 'schema_a', 'schema')
  await addDatabase(world, 'schema_b', 'schema')
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
})

test('a tenant goes from pattern to pattern while it is written to, and arrives whole every time', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db)
  const writer = startWriter(tenant.id, 2, 20)
  for (const [n, toPattern] of WAY.entries()) {
    const { id } = await startMove(operator, { tenantId: tenant.id, toPattern, method: n % 4 === 2 ? 'offline' : 'online', keepHours: 0 })
    const view = await untilOver(id)
    expect(view, `${n}: to ${toPattern}`).toMatchObject({ state: 'succeeded', error: null })
    expect(await findPlacement(tenant.id)).toMatchObject({ pattern: toPattern, epoch: n + 2 })
    expect((await getMove(operator, id)).former?.purgedAt).not.toBeNull()
  }
  await writer.stop()
  expect(writer.failures.filter((error) => !['tenant_moving', 'tenant_moved'].includes((error as { code?: string }).code ?? ''))).toEqual(
    [],
  )
  expect((await writer.compare()).lost).toBe(0)
  const now = await openById(tenant.id)
  expect([await now.employee.count(), await now.department.count(), await now.setting.count()]).toEqual([60, 5, 1])
}, 240_000)

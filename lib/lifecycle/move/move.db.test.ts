import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlacement } from '@/lib/catalog'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { getMove, startMove } from './index'
import { addDatabase, fill, gateAt, openById, operator, startMover, startWriter, untilOver } from './testing/move-lab'

let stopServer: () => Promise<void>
let world: World
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer() // a slot waits for the transactions of the whole server, other test files' too
  world = await createWorld()
  await addDatabase(world, 'second', 'row')
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
})

const counts = async (id: string) => {
  const db = await openById(id)
  return { employees: await db.employee.count(), departments: await db.department.count(), settings: await db.setting.findMany() }
}

test('a tenant moves while it is written to: nothing is lost, nothing is there twice, and its neighbour does not notice', async () => {
  const { tenant, db } = await world.addTenant()
  const neighbour = await world.addTenant()
  await fill(db)
  await fill(neighbour.db, 10)
  const before = await counts(tenant.id)
  const writer = startWriter(tenant.id)
  const { id } = await startMove(operator, { tenantId: tenant.id, toPattern: 'row' })
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', error: null })
  await writer.stop()
  expect(writer.failures).toEqual([])
  expect(writer.acknowledged.length).toBeGreaterThan(20)
  expect(await writer.compare()).toEqual({ lost: 0, extra: 0 })
  expect(await counts(tenant.id)).toEqual(before)
  const placement = await findPlacement(tenant.id)
  expect(placement).toMatchObject({ epoch: 2, database: `${world.database}_second` })
  expect(await gateAt(tenant.id, tenant.location)).toEqual({ state: 'moved', epoch: 1 })
  expect(await gateAt(tenant.id, placement!)).toEqual({ state: 'open', epoch: 2 })
  expect(await counts(neighbour.tenant.id)).toMatchObject({ employees: 10, departments: 5 })
  const move = await getMove(operator, id)
  expect(move).toMatchObject({
    phase: 'done',
    canCancel: false,
    from: { database: world.database },
    to: { database: `${world.database}_second` },
  })
  expect(move.facts.pauseMs).toBeGreaterThan(0)
  expect((await world.asSuperuser('SELECT count(*)::int AS n FROM pg_replication_slots WHERE database = current_database()')).rows).toEqual(
    [{ n: 0 }],
  )
  expect((await world.asSuperuser('SELECT count(*)::int AS n FROM pg_publication')).rows).toEqual([{ n: 0 }])
})

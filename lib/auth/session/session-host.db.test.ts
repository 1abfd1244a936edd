import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { findMemberSession } from './find-member-session'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const ids = { role: newId(), user: newId(), session: newId() }

/** The same role, user and session, down to their ids: as in a tenant that was cloned from another. */
async function fill(db: TenantDb): Promise<void> {
  await db.role.create({ data: { id: ids.role, key: 'admin', name: 'Admin', isBuiltin: true } })
  await db.user.create({ data: { id: ids.user, email: 'kim@example.com', name: 'Kim', roleId: ids.role } })
  await db.session.create({ data: { id: ids.session, userId: ids.user, expiresAt: new Date(Date.now() + 60_000) } })
}

test("a session is worth nothing on another tenant's host, even where the same ids exist", async () => {
  const [a, b] = [await world.addTenant(), await world.addTenant()]
  for (const { db } of [a, b]) await fill(db)
  const claims = { tid: a.tenant.id, uid: ids.user, sid: ids.session }
  const at = (id: string) => ({ id, sessionsNotBefore: new Date(0) })
  expect(await findMemberSession(b.db, at(b.tenant.id), claims)).toBeNull()
  expect(await findMemberSession(a.db, at(b.tenant.id), claims)).toBeNull()
  expect(await findMemberSession(b.db, at(a.tenant.id), claims)).toBeNull()
})

test("the owner still can: a session is somebody on its own tenant's host", async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db)
  const claims = { tid: tenant.id, uid: ids.user, sid: ids.session }
  expect(await findMemberSession(db, { id: tenant.id, sessionsNotBefore: new Date(0) }, claims)).toMatchObject({
    userId: ids.user,
    tenantId: tenant.id,
  })
})

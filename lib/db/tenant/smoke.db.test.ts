import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTenantTables, openCopySession, table } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('two tenants do not see each other', async () => {
  const { db: a } = await world.addTenant({ slug: 'a' })
  const { db: b } = await world.addTenant({ slug: 'b' })
  await a.department.create({ data: { code: '1', name: 'of a' } })
  await b.department.create({ data: { code: '1', name: 'of b' } })
  expect((await a.department.findMany()).map((d) => d.name)).toEqual(['of a'])
  expect(await b.$queryRaw`SELECT name FROM ${table('departments')}`).toEqual([{ name: 'of b' }])
  await a.$transaction(async (tx) => {
    await tx.department.create({ data: { code: '2', name: 'x' } })
    expect(await tx.department.count()).toBe(2)
  })
  await expect(a.department.create({ data: { code: '2', name: 'x' } })).rejects.toMatchObject({ code: 'conflict' })
})

test('rows copied into a temporary table become rows of the one tenant', async () => {
  const { db, tenant } = await world.addTenant()
  await openCopySession(db, async (session) => {
    await session.query('CREATE TEMP TABLE incoming (id uuid, code text, name text) ON COMMIT DROP')
    await pipeline(Readable.from(['018f0000-0000-7000-8000-000000000001\t1\tSales\n']), session.copyFrom('COPY incoming FROM STDIN'))
    await session.query(`INSERT INTO ${session.table('departments')} (tenant_id, id, code, name) SELECT $1, id, code, name FROM incoming`, [
      session.tenantId,
    ])
  })
  expect(await db.department.findMany({ select: { tenantId: true, name: true } })).toEqual([{ tenantId: tenant.id, name: 'Sales' }])
  expect(await listTenantTables(db)).toContain('departments')
})

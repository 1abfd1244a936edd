import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OperatorPrincipal, systemPrincipal } from '@/lib/auth'
import { countRequest, findUsage, flushRequests, listRequests, listUnmeasured } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { listCatalogAudit } from '@/lib/governance'
import { createWorld, type World } from '@/scripts/testing/world'
import { measureUsage, unscopedMeasureDue } from '.'

let world: World
const service = systemPrincipal('test')

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await catalogDb().tenantUsage.deleteMany()
  await catalogDb().tenantRequests.deleteMany()
})

async function tenantWith(departments: number) {
  const { tenant, db } = await world.addTenant()
  for (let n = 0; n < departments; n++) await db.department.create({ data: { code: `D${n}`, name: `Department ${n}` } as never })
  return tenant
}

describe('what a tenant keeps', () => {
  test('is its own alone, table by table, and the sum is that of the tables', async () => {
    const [mine] = await Promise.all([tenantWith(3), tenantWith(5)])
    const usage = await measureUsage(service, { tenantId: mine!.id })
    expect(usage.tables.find(({ name }) => name === 'departments')).toMatchObject({ rows: 3 })
    expect(usage.rows).toBe(usage.tables.reduce((sum, { rows }) => sum + rows, 0))
    expect(usage.bytes).toBeGreaterThan(0)
    expect((await listCatalogAudit({ tenantId: mine!.id })).records.map(({ action }) => action)).toContain('tenant.measured')
  })

  test('is kept once a day: the later measurement replaces the earlier', async () => {
    const tenant = await tenantWith(1)
    await measureUsage(service, { tenantId: tenant.id })
    await measureUsage(service, { tenantId: tenant.id })
    expect((await findUsage(tenant.id))!.history).toHaveLength(1)
  })

  test('is measured by the worker when a day has passed, and a stopped tenant is left alone', async () => {
    const [due, stopped] = await Promise.all([tenantWith(2), tenantWith(1)])
    await catalogDb().tenant.update({ where: { id: stopped!.id }, data: { status: 'stopped' } })
    await unscopedMeasureDue()
    expect(await findUsage(due!.id)).not.toBeNull()
    expect(await findUsage(stopped!.id)).toBeNull()
    expect(await listUnmeasured(100)).toEqual([])
    await world.asSuperuser(`UPDATE tenant_usage SET day = day - 1, measured_at = measured_at - interval '25 hours'`, [], world.catalog)
    expect(await listUnmeasured(100)).toContain(due!.id)
    await unscopedMeasureDue()
    expect((await findUsage(due!.id))!.history).toHaveLength(2)
  })

  test('is refused to whoever may not read tenants', async () => {
    const tenant = await tenantWith(0)
    const nobody = { kind: 'operator', operatorId: newId(), permissions: new Set() } as unknown as OperatorPrincipal
    await expect(measureUsage(nobody, { tenantId: tenant.id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('how much it asks for', () => {
  test('is counted by tenant and hour, from every process', async () => {
    const [one, other] = await Promise.all([tenantWith(0), tenantWith(0)])
    for (let n = 0; n < 3; n++) countRequest(one!.id)
    countRequest(other!.id)
    await flushRequests()
    countRequest(one!.id)
    await flushRequests()
    expect((await listRequests(one!.id)).at(-1)!.requests).toBe(4)
    expect(await listRequests(one!.id)).toHaveLength(24)
    expect((await listRequests()).at(-1)!.requests).toBe(5)
  })

  test('a tenant that is gone meanwhile takes no other count with it', async () => {
    const tenant = await tenantWith(0)
    countRequest(newId())
    countRequest(tenant.id)
    await flushRequests()
    expect((await listRequests(tenant.id)).at(-1)!.requests).toBe(1)
  })
})

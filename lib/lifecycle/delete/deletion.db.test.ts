import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { checkSlug, getTenant } from '@/lib/catalog'
import { dataDir, newId, setClock, writeTenantFile } from '@/lib/core'
import { catalogDb, type TenantDb } from '@/lib/db'
import { recordAudit, sealTenantAudit } from '@/lib/governance'
import { cancelOperation, getOperation, isOver, type JobRunner, type OperationView, startJobRunner, watchOperation } from '@/lib/operations'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { callOffDeletion, findDeletion, requestDeletion, stopTenant, unscopedBeginDueDeletions } from '../index'

let world: World
let runner: JobRunner
const operator = systemPrincipal('test')
beforeAll(async () => {
  world = await createWorld()
  runner = await startJobRunner({ handlers: {} })
})
afterEach(() => setClock())
afterAll(async () => {
  await runner.stop()
  await world.close()
})

async function untilOver(id: string): Promise<OperationView> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(30_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}
async function furnished(): Promise<{ tenant: WorldTenant; db: TenantDb }> {
  const made = await world.addTenant()
  await made.db.department.create({ data: { id: newId(), code: 'A', name: 'x' } })
  await made.db.$transaction((tx) => recordAudit(tx, { actor: { kind: 'system', id: 't' }, action: 'x', subject: { kind: 'x', id: 'x' } }))
  await sealTenantAudit(made.db)
  await writeTenantFile(made.tenant.id, 'imports/a.csv', Readable.from([Buffer.from('a')]))
  return made
}
const request = ({ tenant }: { tenant: WorldTenant }, over: object = {}) =>
  requestDeletion(operator, { tenantId: tenant.id, confirm: tenant.slug, reason: 'contract ended', ...over })
const isDue = (tenantId: string) => catalogDb().deletion.update({ where: { tenantId }, data: { beginsAt: new Date(Date.now() - 60_000) } })
const rowsLeft = async (tenantId: string) => {
  const { rows: tables } = await world.asSuperuser<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'`,
  )
  const counts = await Promise.all(
    tables.map(({ name }) =>
      world.asSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM public.${name} WHERE tenant_id = $1`, [tenantId]),
    ),
  )
  return counts.reduce((sum, { rows }) => sum + rows[0]!.n, 0)
}

describe('the removal of a tenant', () => {
  test('shuts it at once, waits, and then leaves no row, no file and no address, but the trail and the slug', async () => {
    const bystander = await furnished()
    const one = await furnished()
    const { id, slug } = one.tenant
    const { beginsAt, operationId } = await request(one)
    expect(operationId).toBeNull()
    expect(beginsAt.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
    await expect(one.db.department.findMany()).rejects.toMatchObject({ code: 'tenant_stopped' })
    await unscopedBeginDueDeletions()
    expect(await findDeletion(operator, id)).toMatchObject({ operationId: null }) // its time has not come

    await isDue(id)
    await unscopedBeginDueDeletions()
    const begun = (await findDeletion(operator, id))!.operationId!
    expect(await untilOver(begun)).toMatchObject({ state: 'succeeded', error: null })
    expect(await rowsLeft(id)).toBe(0)
    expect(existsSync(join(dataDir(), 'files', id))).toBe(false)
    await expect(getTenant(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await checkSlug(slug)).toMatchObject({ isFree: false })
    const trail = await catalogDb().auditEvent.findMany({ where: { tenantId: id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['tenant.deletion-requested', 'tenant.deleted']))
    expect(await rowsLeft(bystander.tenant.id)).toBeGreaterThan(1)
    expect(await bystander.db.department.count()).toBe(1)
  })

  test('can be called off until it begins: the tenant is served again, or stopped, as it was', async () => {
    const [served, stopped] = [await furnished(), await furnished()]
    await stopTenant(operator, { tenantId: stopped.tenant.id, reason: 'x' })
    for (const each of [served, stopped]) {
      await request(each)
      await callOffDeletion(operator, { tenantId: each.tenant.id })
    }
    expect(await served.db.department.count()).toBe(1)
    expect(await getTenant(served.tenant.id)).toMatchObject({ status: 'active', stopReason: null })
    expect(await getTenant(stopped.tenant.id)).toMatchObject({ status: 'stopped' })
    await expect(stopped.db.department.count()).rejects.toMatchObject({ code: 'tenant_stopped' })
    await expect(callOffDeletion(operator, { tenantId: served.tenant.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('begins at once only with both confirmations, and cannot be called off or cancelled then', async () => {
    const one = await furnished()
    const { id, slug } = one.tenant
    await expect(request(one, { confirm: 'wrong' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { confirm: expect.any(String) },
    })
    await expect(request(one, { isNow: true })).rejects.toMatchObject({ fields: { confirmNow: `must be delete ${slug} now` } })
    expect(await one.db.department.count()).toBe(1)
    await runner.stop() // so that it is seen in its beginning
    const { operationId } = await request(one, { isNow: true, confirmNow: `delete ${slug} now` })
    await expect(callOffDeletion(operator, { tenantId: id })).rejects.toMatchObject({ code: 'conflict' })
    await cancelOperation(operationId!, { kind: 'system', id: 'test' })
    expect(await getOperation(operationId!)).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
    await catalogDb().operation.update({ where: { id: operationId! }, data: { finishedAt: new Date(Date.now() - 600_000) } })
    runner = await startJobRunner({ handlers: {} })
    await unscopedBeginDueDeletions()
    expect(await untilOver(operationId!)).toMatchObject({ state: 'succeeded' })
    expect(await rowsLeft(id)).toBe(0)
  })

  test('of two at the same moment one is heard', async () => {
    const one = await furnished()
    const answers = await Promise.allSettled([request(one), request(one)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  })

  test('is refused to those without the right', async () => {
    const one = await furnished()
    const support = { kind: 'operator', permissions: new Set(['tenant:stop', 'tenant:read']) } as never
    const fields = { tenantId: one.tenant.id, confirm: one.tenant.slug, reason: 'x' }
    await expect(requestDeletion(support, fields)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(callOffDeletion(support, fields)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

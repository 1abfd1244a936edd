import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMember, systemPrincipal } from '@/lib/auth'
import { checkSlug, explainFlag, findTenantById, findTenantBySlug, getTenant, registerDatabase } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, createTenantDatabase } from '@/lib/db'
import { listCatalogAudit } from '@/lib/governance'
import {
  isOver,
  type JobRunner,
  type OperationView,
  retryOperation,
  type StepContext,
  startJobRunner,
  watchOperation,
} from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  type CreateTenantFields,
  createTenant,
  removeFailedTenant,
  setFlag,
  startTenant,
  stopTenant,
  unscopedSetFlagRule,
  updateTenant,
} from './index'

let world: World
let runner: JobRunner
const operator = systemPrincipal('test')
beforeAll(async () => {
  world = await createWorld()
  runner = await startJobRunner({ handlers: {} })
})
afterAll(async () => {
  await runner.stop()
  await world.close()
})

let count = 0
const fields = (over: Partial<CreateTenantFields> = {}): CreateTenantFields => ({
  name: 'Acme Ltd',
  slug: `acme-${++count}`,
  ownerEmail: 'Kim.Owner@Example.com',
  ownerName: 'Kim Owner',
  ...over,
})
async function untilOver(id: string): Promise<OperationView> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(20_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}
async function open(over?: Partial<CreateTenantFields>) {
  const { tenant, operation } = await createTenant(operator, fields(over))
  expect(await untilOver(operation.id)).toMatchObject({ state: 'succeeded' })
  return tenant
}

describe('opening a tenant', () => {
  test('places, brands, seeds, invites and activates it, and each step tells how long it took', async () => {
    const { tenant, operation } = await createTenant(
      operator,
      fields({ slug: 'first', brandColour: '#0F6B66', timeZone: 'Asia/Seoul', locale: 'ko' }),
    )
    expect(operation.steps.map(({ name }) => name)).toEqual(['place', 'brand', 'gate', 'roles', 'owner', 'activate'])
    const view = await untilOver(operation.id)
    expect(view).toMatchObject({ state: 'succeeded', error: null })
    expect(view.steps.every(({ state, milliseconds }) => state === 'done' && milliseconds !== null)).toBe(true)
    await expect
      .poll(() => findTenantBySlug('first'))
      .toMatchObject({
        id: tenant.id,
        status: 'active',
        placement: { database: world.database, pattern: 'row', epoch: 1 },
        branding: { brandColour: '#0f6b66', theme: { light: { solid: '#0f6b66' } } },
      })
    const db = await openTenantById(tenant.id)
    expect(await db.role.count()).toBe(5)
    expect(await db.invitation.findMany()).toMatchObject([{ email: 'kim.owner@example.com', acceptedAt: null }])
    expect(await db.mail.findMany()).toMatchObject([{ kind: 'invitation', toAddress: 'kim.owner@example.com', state: 'queued' }])
  })

  test('leaves no personal data in the catalog', async () => {
    const tenant = await open({ ownerEmail: 'secret.person@example.com', ownerName: 'Secret Person' })
    const tables = ['operations', 'operation_steps', 'audit_events', 'tenants', 'graphile_worker._private_jobs']
    for (const table of tables) {
      const { rows } = await world.asSuperuser<{ text: string }>(`SELECT t::text FROM ${table} t`, [], world.catalog)
      expect(
        rows.filter((row) => /secret/i.test(JSON.stringify(row))),
        table,
      ).toEqual([])
    }
    expect((await listCatalogAudit({ tenantId: tenant.id })).records.map(({ action }) => action).reverse()).toEqual([
      'tenant.created',
      'operation.started',
      'tenant.activated',
      'operation.succeeded',
    ])
  })

  test('of five who take the same slug at the same moment one wins, and the others hear why', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => createTenant(operator, fields({ slug: 'wanted' }))))
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(won).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'slug_taken', fields: { slug: 'taken' } })
    expect(await untilOver(won[0]!.operation.id)).toMatchObject({ state: 'succeeded' })
    expect(await catalogDb().operation.count({ where: { input: { path: ['productName'], equals: 'x' } } })).toBe(0)
  })

  test.each<[string, Partial<CreateTenantFields>, string]>([
    ['a slug in capitals', { slug: 'Acme' }, 'slug'],
    ['a name of spaces', { name: '   ' }, 'name'],
    ['a name with a line break', { name: 'Acme\r\nBcc: x' }, 'name'],
    ['an address without a domain', { ownerEmail: 'kim' }, 'ownerEmail'],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['an unknown tier', { tier: 'gold' }, 'tier'],
    ['an unknown region', { region: 'mars' }, 'region'],
    ['a colour by name', { brandColour: 'red' }, 'brandColour'],
    ['an unknown language', { locale: 'fr' as 'en' }, 'locale'],
  ])('refuses %s with the field named, and takes no slug', async (_what, over, field) => {
    const input = fields(over)
    await expect(createTenant(operator, input)).rejects.toMatchObject({ code: 'invalid_input', fields: { [field]: expect.any(String) } })
    expect((await checkSlug(input.slug)).isFree || field === 'slug').toBe(true)
  })

  test('an operator without the right cannot', async () => {
    const viewer = {
      kind: 'operator',
      operatorId: newId(),
      sessionId: null,
      name: '',
      email: '',
      role: 'viewer',
      permissions: new Set<never>(),
      locale: null,
    } as const
    await expect(createTenant(viewer, fields())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(stopTenant(viewer, { tenantId: newId(), reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setFlag(viewer, { tenantId: newId(), key: 'profile.salaryHistory', value: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test.each(['schema', 'database'] as const)('into a %s of its own, which goes with it when the opening fails', async (pattern) => {
    if (pattern === 'schema') {
      const name = `${world.database}_schema`
      await createTenantDatabase(name)
      await registerDatabase({ serverId: world.serverId, name, pattern, schemaVersion: '' })
    }
    const tenant = await open({ tier: 'standard', pattern })
    const { placement } = (await findTenantById(tenant.id))!
    expect(placement).toMatchObject({ pattern, epoch: 1 })
    const db = await openTenantById(tenant.id)
    expect(await db.role.count()).toBe(5)
    await stopTenant(operator, { tenantId: tenant.id, reason: 'test' })
    await expect(db.role.count()).rejects.toMatchObject({ code: 'tenant_stopped' })
    await catalogDb().tenant.update({ where: { id: tenant.id }, data: { status: 'failed' } })
    await removeFailedTenant(operator, { tenantId: tenant.id })
    const { rows } = await world.asSuperuser(
      pattern === 'schema' ? 'SELECT FROM pg_namespace WHERE nspname = $1' : 'SELECT FROM pg_database WHERE datname = $1',
      [pattern === 'schema' ? placement.schema : placement.database],
      pattern === 'schema' ? placement.database : undefined,
    )
    expect(rows).toHaveLength(0)
    expect(await checkSlug(tenant.slug)).toEqual({ isFree: true })
  })

  test('not into a pattern that its tier does not have', async () => {
    await expect(createTenant(operator, fields({ tier: 'free', pattern: 'database' }))).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { pattern: 'tier' },
    })
  })

  test('every step may run twice: one place, one face, one invitation', async () => {
    const { PROVISION } = await import('./provision/provision-tenant')
    const { findDefinition } = await import('@/lib/operations/definition')
    const tenant = await open()
    const input = {
      pattern: 'row',
      region: 'local',
      productName: 'x',
      brandColour: '#123456',
      mark: 'initial',
      owner: { email: 'kim.owner@example.com', name: 'K' },
    }
    const facts = async () => {
      const db = await openTenantById(tenant.id)
      return {
        tenant: await getTenant(tenant.id),
        rows: [await db.role.count(), await db.invitation.findMany(), await db.mail.findMany(), await db.auditEvent.count()],
      }
    }
    const before = await facts()
    const context = {
      operationId: newId(),
      tenantId: tenant.id,
      input,
      progress: () => {},
      fence: 1n,
      assertFence: async () => {},
      signal: new AbortController().signal,
      output: () => null as never,
    }
    for (const step of findDefinition(PROVISION)!.steps) await step.run(context as StepContext)
    expect(await facts()).toEqual(before)
  })

  test('one that fails is served to nobody, goes on when it is tried again, and is whole then', async () => {
    await catalogDb().database.update({ where: { id: world.databaseId }, data: { pattern: 'schema' } }) // no room in the region
    const { tenant, operation } = await createTenant(operator, fields())
    const failed = await untilOver(operation.id)
    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'conflict' },
      steps: [{ name: 'place', state: 'failed' }, { state: 'waiting' }, {}, {}, {}, {}],
    })
    expect(await getTenant(tenant.id)).toMatchObject({ status: 'failed' })
    expect(await findTenantById(tenant.id)).toBeNull()
    await catalogDb().database.update({ where: { id: world.databaseId }, data: { pattern: 'row' } })
    await retryOperation(operation.id, { kind: 'system', id: 'test' })
    expect(await untilOver(operation.id)).toMatchObject({ state: 'succeeded' })
    expect(await getTenant(tenant.id)).toMatchObject({ status: 'active' })
  }, 90_000)

  test('one that failed half-way can be removed: its slug is free, its rows are gone, its gate is shut for good', async () => {
    const tenant = await open()
    const db = await openTenantById(tenant.id)
    await createMember(db, systemPrincipal('test'), { email: 'a@example.com', name: 'A', roleKey: 'hr', password: 'correct horse battery' })
    await catalogDb().tenant.update({ where: { id: tenant.id }, data: { status: 'failed' } })
    await removeFailedTenant(operator, { tenantId: tenant.id })
    expect(await checkSlug(tenant.slug)).toEqual({ isFree: true })
    for (const table of ['users', 'roles', 'invitations', 'mails', 'counters']) {
      const { rows } = await world.asSuperuser(`SELECT FROM ${table} WHERE tenant_id = $1`, [tenant.id])
      expect(rows, table).toHaveLength(0)
    }
    await expect(db.role.count()).rejects.toMatchObject({ code: 'tenant_moved' })
    const again = await open({ slug: tenant.slug })
    expect(again.id).not.toBe(tenant.id)
  })

  test('one that is served is not removed', async () => {
    const tenant = await open()
    await expect(removeFailedTenant(operator, { tenantId: tenant.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await getTenant(tenant.id)).toMatchObject({ status: 'active' })
  })
})

describe('stopping a tenant', () => {
  test('refuses its reads and writes at once, even through a client from before, and ends its sessions; starting serves it again', async () => {
    const tenant = await open()
    const db = await openTenantById(tenant.id)
    const before = (await getTenant(tenant.id)).sessionsNotBefore
    await stopTenant(operator, { tenantId: tenant.id, reason: 'unpaid' })
    await expect(db.role.count()).rejects.toMatchObject({ code: 'tenant_stopped' })
    await expect(db.setting.create({ data: { key: 'x', value: 1 } })).rejects.toMatchObject({ code: 'tenant_stopped' })
    await expect
      .poll(() =>
        openTenantById(tenant.id).then(
          () => 'open',
          (error) => error.code,
        ),
      )
      .toBe('tenant_stopped')
    const stopped = await getTenant(tenant.id)
    expect(stopped).toMatchObject({ status: 'stopped', stopReason: 'unpaid', stoppedAt: expect.any(Date) })
    expect(stopped.sessionsNotBefore.getTime()).toBeGreaterThan(before.getTime())
    await expect(stopTenant(operator, { tenantId: tenant.id, reason: 'again' })).rejects.toMatchObject({ code: 'conflict' })

    await startTenant(operator, { tenantId: tenant.id })
    expect(await db.role.count()).toBe(5)
    expect(await getTenant(tenant.id)).toMatchObject({
      status: 'active',
      stoppedAt: null,
      stopReason: null,
      sessionsNotBefore: stopped.sessionsNotBefore,
    })
    await expect(startTenant(operator, { tenantId: tenant.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  test("ends a statement in its middle and an open transaction, and nobody else's", async () => {
    const [mine, other] = [await open(), await open()]
    const [db, otherDb] = [await openTenantById(mine.id), await openTenantById(other.id)]
    const { sql, table } = await import('@/lib/tenancy')
    const sleep = (to: typeof db, seconds: number) => to.$queryRaw(sql`SELECT pg_sleep(${seconds})::text, count(*) FROM ${table('roles')}`)
    const running = sleep(db, 20).then(
      () => 'finished',
      () => 'ended',
    )
    const neighbour = sleep(otherDb, 1).then(
      () => 'finished',
      () => 'ended',
    )
    const names = [mine, other].map(({ id }) => `tenant:${id}`)
    await expect
      .poll(
        async () =>
          (await world.asSuperuser(`SELECT FROM pg_stat_activity WHERE application_name = ANY ($1) AND state = 'active'`, [names]))
            .rowCount,
      )
      .toBe(2)
    const start = performance.now()
    await stopTenant(operator, { tenantId: mine.id, reason: 'test' })
    expect(await running).toBe('ended')
    expect(performance.now() - start).toBeLessThan(1000)
    expect(await neighbour).toBe('finished')
  })

  test('asks for a reason', async () => {
    const tenant = await open()
    await expect(stopTenant(operator, { tenantId: tenant.id, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { reason: expect.any(String) },
    })
  })
})

describe('changing a tenant', () => {
  test('takes effect in the resolved tenant, and is recorded', async () => {
    const tenant = await open()
    await updateTenant(operator, { tenantId: tenant.id, name: 'Acme Group', tier: 'standard', timeZone: 'Europe/Paris' })
    await expect
      .poll(() => findTenantById(tenant.id))
      .toMatchObject({ name: 'Acme Group', tierKey: 'standard', timeZone: 'Europe/Paris', features: ['payroll'] })
    expect((await listCatalogAudit({ tenantId: tenant.id, action: 'tenant.updated' })).records).toMatchObject([
      { detail: { name: 'Acme Group' } },
    ])
    await expect(updateTenant(operator, { tenantId: tenant.id })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(updateTenant(operator, { tenantId: newId(), name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('refuses a tier that does not allow the pattern in which it lives', async () => {
    const tenant = await open()
    await world.asSuperuser(
      `INSERT INTO tiers SELECT 'alone', 'Alone', 9, '{instance}', 'instance', limits, features FROM tiers WHERE key = 'free'`,
      [],
      world.catalog,
    )
    await expect(updateTenant(operator, { tenantId: tenant.id, tier: 'alone' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { tier: 'pattern' },
    })
  })

  test('a flag that is set is recorded with who set it, and a flag or tenant that is not there is not found', async () => {
    const tenant = await open()
    expect(await setFlag(operator, { tenantId: tenant.id, key: 'profile.salaryHistory', value: false })).toMatchObject({
      value: false,
      rule: 'tenant',
    })
    await unscopedSetFlagRule(operator, { key: 'profile.salaryHistory', isKilled: true })
    expect(await explainFlag(tenant.id, 'profile.salaryHistory')).toMatchObject({ value: false, rule: 'kill' })
    await unscopedSetFlagRule(operator, { key: 'profile.salaryHistory', isKilled: false })
    expect((await listCatalogAudit({ subjectId: 'profile.salaryHistory' })).records).toHaveLength(3)
    await expect(setFlag(operator, { tenantId: newId(), key: 'profile.salaryHistory', value: true })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(setFlag(operator, { tenantId: tenant.id, key: 'no.such', value: true })).rejects.toMatchObject({ code: 'not_found' })
  })
})

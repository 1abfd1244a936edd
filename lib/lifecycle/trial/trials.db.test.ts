import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMemberSession, PERMISSIONS, permissionsDuring, systemPrincipal } from '@/lib/auth'
import { findTenantById, findTierRequest, findTrial, getTenant, noteSignUp } from '@/lib/catalog'
import { addDays, newId, todayIn } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { listCatalogAudit } from '@/lib/governance'
import { createWorld, type World } from '@/scripts/testing/world'
import { dismissTierRequest, requestTier, setTrial, unscopedAdvanceTrials, unscopedRemoveUnclaimed, updateTenant } from '../index'

let world: World
const operator = systemPrincipal('test')
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const today = todayIn('UTC', new Date())
async function trialTenant() {
  const { tenant, db } = await world.addTenant()
  const roleId = newId()
  await db.role.create({ data: { id: roleId, key: 'owner', name: 'Owner', isBuiltin: true } })
  await db.user.create({ data: { id: newId(), email: `kim@${tenant.slug}.example`, name: 'Kim', roleId, locale: 'ko' } })
  return { ...tenant, db }
}
/** As if so many days had gone by since: what counts days counts from the row. */
const sleep = (tenantId: string, days: number) =>
  catalogDb()
    .$executeRaw`UPDATE trials SET ends_on = ends_on - ${days}::int, staged_at = staged_at - make_interval(days => ${days}::int) WHERE tenant_id = ${tenantId}::uuid`
const stage = async (tenantId: string) => (await findTrial(tenantId))?.stage
const turn = async () => {
  await unscopedAdvanceTrials()
  await unscopedAdvanceTrials() // of another worker, or of one that was killed and came again
}

test('a trial reminds, is read only, is stopped and is removed, each on its day and once, and every step is recorded', async () => {
  const { id, db } = await trialTenant()
  await setTrial(operator, { tenantId: id, endsOn: addDays(today, 10) })
  await turn()
  expect(await stage(id)).toBe('running')
  await sleep(id, 4)
  await turn()
  expect(await stage(id)).toBe('reminded')
  expect(await db.mail.findMany({ select: { kind: true, subject: true } })).toEqual([
    { kind: 'trialEnds', subject: expect.stringContaining('체험 기간') },
  ])
  await sleep(id, 6)
  await turn()
  expect(await stage(id)).toBe('reminded') // its last day
  await sleep(id, 1)
  await turn()
  expect(await stage(id)).toBe('read-only')
  expect(await db.mail.count()).toBe(2)
  await sleep(id, 14)
  await turn()
  expect([await stage(id), (await getTenant(id)).status]).toEqual(['stopped', 'stopped'])
  await sleep(id, 29)
  await turn()
  expect(await stage(id)).toBe('stopped')
  await sleep(id, 1)
  await turn()
  expect([await stage(id), (await getTenant(id)).status]).toEqual(['removing', 'deleting'])
  expect(await catalogDb().deletion.count({ where: { tenantId: id, operationId: null } })).toBe(1) // it waits, and can be called off
  const { records } = await listCatalogAudit({ tenantId: id })
  expect(
    records
      .map(({ action }) => action)
      .filter((action) => action.startsWith('trial.'))
      .reverse(),
  ).toEqual(['trial.set', 'trial.reminded', 'trial.read-only', 'trial.stopped', 'trial.removing'])
})

test('a worker that is killed after a step and before its note leaves a step that is not done twice', async () => {
  const { id, db } = await trialTenant()
  await setTrial(operator, { tenantId: id, endsOn: today })
  await turn()
  await catalogDb().trial.update({ where: { tenantId: id }, data: { stage: 'running' } }) // as if the note had not been written
  await turn()
  expect([await stage(id), await db.mail.count()]).toEqual(['reminded', 1])
  await sleep(id, 1)
  await turn()
  await sleep(id, 14)
  await turn()
  await catalogDb().trial.update({
    where: { tenantId: id },
    data: { stage: 'read-only', stagedAt: new Date(Date.now() - 20 * 86_400_000) },
  })
  await turn()
  expect([await stage(id), (await getTenant(id)).status]).toEqual(['stopped', 'stopped'])
})

test('after the end of a trial everything may be read and taken along, and nothing changed, by members and keys alike', () => {
  const left = [...permissionsDuring({ stage: 'read-only' }, new Set(PERMISSIONS))]
  expect(left).toEqual(PERMISSIONS.filter((one) => one.includes(':read') || one === 'settings:write' || one === 'data:export'))
  expect(left).not.toContain('people:write')
  expect([...permissionsDuring({ stage: 'read-only' }, new Set(['people:write', 'people:read'] as const))]).toEqual(['people:read'])
  expect(permissionsDuring({ stage: 'reminded' }, new Set(PERMISSIONS)).size).toBe(PERMISSIONS.length)
})

test('a session of a tenant whose trial is over has lost its rights to write within a second', async () => {
  const { id, db } = await trialTenant()
  const [user] = await db.user.findMany()
  const sid = newId()
  await db.session.create({ data: { id: sid, userId: user!.id, expiresAt: new Date(Date.now() + 3_600_000) } })
  const rights = async () => {
    const tenant = { ...(await findTenantById(id))!, sessionsNotBefore: new Date(0) }
    return (await findMemberSession(db, tenant, { tid: id, uid: user!.id, sid } as never))?.permissions.has('people:write')
  }
  expect(await rights()).toBe(true)
  await setTrial(operator, { tenantId: id, endsOn: addDays(today, -1) })
  await turn()
  await turn()
  await expect.poll(rights, { timeout: 1000 }).toBe(false)
  await setTrial(operator, { tenantId: id, endsOn: addDays(today, 30) })
  await expect.poll(rights, { timeout: 1000 }).toBe(true)
})

test('becoming a customer ends the trial and answers the wish, and a new day starts a stopped one again', async () => {
  const { id, db } = await trialTenant()
  await setTrial(operator, { tenantId: id, endsOn: addDays(today, -40) })
  for (let n = 0; n < 3; n++) await turn()
  await sleep(id, 20)
  await turn()
  expect((await getTenant(id)).status).toBe('stopped')
  await setTrial(operator, { tenantId: id, endsOn: addDays(today, 5) })
  expect([await stage(id), (await getTenant(id)).status]).toEqual(['running', 'active'])

  const admin = {
    kind: 'member',
    tenantId: id,
    userId: newId(),
    email: 'kim@x.example',
    locale: 'en',
    permissions: new Set(['settings:write']),
  } as never
  const wish = await requestTier(admin, { tenantId: id, tier: 'standard', note: 'We grow.' })
  expect(wish).toMatchObject({ fromTier: 'free', tier: 'standard', note: 'We grow.' })
  expect(await db.mail.findMany({ where: { kind: 'planRequested' }, select: { toAddress: true } })).toEqual([
    { toAddress: 'kim@x.example' },
  ])
  await requestTier(admin, { tenantId: id, tier: 'enterprise' })
  expect(await catalogDb().tierRequest.count({ where: { tenantId: id, closedAt: null } })).toBe(1)
  await expect(requestTier(admin, { tenantId: id, tier: 'free' })).rejects.toMatchObject({ code: 'invalid_input' })
  await updateTenant(operator, { tenantId: id, tier: 'enterprise' })
  expect([await findTrial(id), await findTierRequest(id)]).toEqual([null, null])
  await requestTier(admin, { tenantId: id, tier: 'standard' })
  await dismissTierRequest(operator, { tenantId: id })
  await expect(dismissTierRequest(operator, { tenantId: id })).rejects.toMatchObject({ code: 'not_found' })
  const nobody = { kind: 'member', permissions: new Set(['people:read']) } as never
  await expect(requestTier(nobody, { tenantId: id, tier: 'standard' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a sign-up that nobody has claimed in two weeks is removed, and one with an owner is not', async () => {
  const [empty, claimed] = [await world.addTenant(), await trialTenant()]
  for (const id of [empty.tenant.id, claimed.id]) await catalogDb().$transaction((tx) => noteSignUp(tx, id))
  await unscopedRemoveUnclaimed()
  expect((await getTenant(empty.tenant.id)).status).toBe('active')
  await catalogDb()
    .$executeRaw`UPDATE unclaimed_sign_ups SET created_at = now() - interval '15 days', checked_at = now() - interval '15 days'`
  await unscopedRemoveUnclaimed()
  expect([(await getTenant(empty.tenant.id)).status, (await getTenant(claimed.id)).status]).toEqual(['deleting', 'active'])
  expect(await catalogDb().unclaimedSignUp.count({ where: { tenantId: claimed.id } })).toBe(0)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltinRole, createRole, permissionsOfRole, updateRole, withIncluded } from '@/lib/auth'
import { codeOf, type House, openHouse } from '@/lib/auth/testing/house'
import { findTenantById, type ResolvedTenant } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { addPeople } from '@/lib/hr/testing/people'
import type { AnyPlugin } from '@/lib/plugin-kit'
import { findPlugin } from '@/plugins/registry'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  configurePlugin,
  findInstallation,
  installPlugin,
  isPluginOpen,
  openPluginScope,
  removePlugin,
  runPluginAction,
  switchPlugin,
} from '.'

const kudos = findPlugin('kudos')!
let world: World
let house: House
let people: Map<string, string>
let count = 0

beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
  people = await addPeople(house.db, [{ number: '1' }, { number: '2' }, { number: '3', leftOn: '2021-01-01' }])
})
afterAll(() => world.close())

/** Somebody of a role who has just come in, at a profile of their own if one is named. */
async function enter(roleKey: BuiltinRole, number?: string, at = house) {
  const { email, userId } = await at.add(roleKey, `p${++count}@plugins.test`)
  if (number) {
    const employeeId = people.get(number)!
    await at.db.user.updateMany({ where: { employeeId }, data: { employeeId: null } })
    await at.db.user.update({ where: { tenantId_id: { id: userId } }, data: { employeeId } })
  }
  const { signedIn, ...principal } = await at.enter(email)
  return {
    db: at.db,
    tenant: at.tenant as ResolvedTenant,
    principal,
    locale: 'en' as const,
    again: async () => ({ ...(await at.look(signedIn))! }),
  }
}
const thank = async (number: string, roleKey: BuiltinRole = 'employee', by = '1') =>
  runPluginAction(kudos, 'give', await enter(roleKey, by), { toId: people.get(number)!, message: 'For the night of the move' })

describe('a plugin', () => {
  test('that is not installed gives nobody a right, and answers nothing', async () => {
    const visit = await enter('owner', '1')
    expect([...visit.principal.permissions].filter((each) => each.startsWith('kudos:'))).toEqual([])
    expect(await codeOf(thank('2'))).toBe('not_found')
  })

  test('is installed by those who change settings, and by nobody else', async () => {
    expect(await codeOf(installPlugin(kudos, await enter('hr')))).toBe('forbidden')
    await installPlugin(kudos, await enter('admin'))
    expect(await findInstallation(house.db, 'kudos')).toMatchObject({
      isOn: true,
      version: kudos.manifest.version,
      settings: { mailsPerson: true },
    })
    expect((await house.db.auditEvent.findFirst({ where: { action: 'plugin.installed' } }))?.subjectId).toBe('kudos')
  })

  test('gives each built-in role what its manifest says, from the next request on', async () => {
    for (const [role, held] of [
      ['employee', ['kudos:give']],
      ['hr', ['kudos:give', 'kudos:remove']],
    ] as const) {
      const { principal } = await enter(role)
      expect([...principal.permissions].filter((each) => each.startsWith('kudos:'))).toEqual(held)
    }
  })

  test('writes, mails and records in one transaction', async () => {
    const to = await enter('employee', '2')
    await thank('2')
    const mail = await house.db.mail.findFirst({ where: { kind: 'kudos.given' }, orderBy: { id: 'desc' } })
    expect(mail).toMatchObject({ toAddress: to.principal.email, subject: expect.stringMatching(/^employee \d+ thanks you$/) })
    expect(await house.db.auditEvent.count({ where: { action: 'kudos.given' } })).toBe(1)
  })

  test('says in the reader’s language what is wrong, beside its field', async () => {
    const visit = { ...(await enter('employee', '1')), locale: 'ko' as const }
    const refusal = await runPluginAction(kudos, 'give', visit, { toId: people.get('1')!, message: 'me' }).catch((error) => error)
    expect(refusal).toMatchObject({ code: 'invalid_input', fields: { toId: expect.stringMatching(/[가-힣]/) } })
    expect(await codeOf(thank('3'))).toBe('invalid_input')
  })

  test('keeps to the permission of each action', async () => {
    const { id } = (await house.db.kudo.findFirst())!
    expect(await codeOf(runPluginAction(kudos, 'remove', await enter('employee', '1'), { id }))).toBe('forbidden')
  })

  test('is configured by its schema, and falls back where a stored value does not fit', async () => {
    await configurePlugin(kudos, await enter('admin'), { messageLengthMax: 20, mailsPerson: false })
    expect(await codeOf(thank('2'))).toBe('invalid_input')
    const visit = await enter('employee', '1')
    const scope = openPluginScope(kudos, visit, { messageLengthMax: 'many', mailsPerson: false })
    expect(scope.settings).toEqual({ messageLengthMax: 300, mailsPerson: false })
  })

  test('switched off leaves nothing but its data, and switched on finds them again', async () => {
    const visit = await enter('admin', '1')
    await switchPlugin(kudos, visit, false)
    expect(await isPluginOpen(house.db, visit.tenant, 'kudos')).toBe(false)
    const after = await visit.again()
    expect([...after.permissions, ...after.plugins!].filter((each) => each.startsWith('kudos'))).toEqual([])
    // Also for whoever came in before.
    expect(await codeOf(runPluginAction(kudos, 'give', visit, { toId: people.get('2')!, message: 'late' }))).toBe('not_found')
    expect(await house.db.kudo.count()).toBe(1)
    await switchPlugin(kudos, visit, true)
    expect([...(await visit.again()).plugins!]).toEqual(['kudos'])
    expect(await house.db.kudo.count()).toBe(1)
  })

  test('is shut by its flag as well, whatever the tenant has installed', async () => {
    await catalogDb().flagValue.create({ data: { tenantId: house.tenant.id, key: 'plugin.kudos', value: false, setBy: 'test' } })
    await expect.poll(async () => (await findTenantById(house.tenant.id))!.flags['plugin.kudos']).toBe(false)
    const tenant = (await findTenantById(house.tenant.id))!
    const visit = { ...(await enter('admin')), tenant }
    expect(await isPluginOpen(house.db, tenant, 'kudos')).toBe(false)
    expect(await codeOf(installPlugin(kudos, visit))).toBe('not_found')
    expect(await codeOf(runPluginAction(kudos, 'give', visit, { toId: people.get('2')!, message: 'x' }))).toBe('not_found')
    await catalogDb().flagValue.deleteMany({ where: { tenantId: house.tenant.id } })
    await expect.poll(async () => (await findTenantById(house.tenant.id))!.flags['plugin.kudos']).toBe(true)
  })

  test('that is off is no permission that a role could be given, and none that a role loses', async () => {
    const visit = await enter('admin')
    const { key } = await createRole(house.db, visit.principal, { name: 'Thankful', permissions: ['people:read', 'kudos:give'] })
    await switchPlugin(kudos, visit, false)
    const actor = await visit.again()
    const named = { name: 'More', permissions: withIncluded(['people:read', 'kudos:remove']) }
    expect(await codeOf(createRole(house.db, actor, named))).toBe('invalid_input')
    await updateRole(house.db, actor, { key, name: 'Thankful still', permissions: ['people:read'] })
    const role = (await house.db.role.findFirst({ where: { key } }))!
    expect([...permissionsOfRole(role)]).toEqual(['people:read', 'kudos:give'])
    await switchPlugin(kudos, { ...visit, principal: actor }, true)
  })

  test('of one tenant is nothing of another’s', async () => {
    const other = await openHouse(world)
    expect(await findInstallation(other.db, 'kudos')).toBeNull()
    const stranger = await enter('owner', undefined, other)
    expect(stranger.principal.plugins!.size).toBe(0)
    await installPlugin(kudos, stranger)
    const scope = openPluginScope(kudos, { ...stranger, principal: await stranger.again() }, {})
    expect(await (scope.tables as { kudo: { count(): Promise<number> } }).kudo.count()).toBe(0)
  })

  test('removed takes its rows along, of this tenant alone, and says how many', async () => {
    const visit = await enter('admin')
    await removePlugin(kudos, visit)
    expect([await house.db.kudo.count(), await findInstallation(house.db, 'kudos')]).toEqual([0, null])
    const event = await house.db.auditEvent.findFirst({ where: { action: 'plugin.removed' } })
    expect(event?.detail).toEqual({ rows: { kudos: 1 } })
    expect(await codeOf(removePlugin(kudos, visit))).toBe('not_found')
  })
})

describe('what a plugin is handed', () => {
  type Tables = Record<string, Record<string, (args?: object) => Promise<unknown>>>
  const tablesFor = async (plugin: AnyPlugin = kudos) => openPluginScope(plugin, await enter('owner', '1'), {}).tables as unknown as Tables

  test('is its own tables and nothing besides', async () => {
    const scope = openPluginScope(kudos, await enter('owner', '1'), {})
    expect(Object.keys(scope.tables)).toEqual(['kudo'])
    expect(JSON.stringify(Object.keys(scope))).not.toMatch(/"(db|tx|principal|context)"/)
    const tables = scope.tables as unknown as Tables
    for (const way of ['employee', '$queryRaw', '$transaction', 'context', '$executeRaw']) expect(tables[way]).toBeUndefined()
    expect(() => Object.assign(tables, { employee: house.db.employee })).toThrow()
  })

  test.each([
    ['include', { include: { to: true } }],
    ['select', { select: { to: { select: { salaries: true } } } }],
    ['a filter', { where: { to: { nationalId: { startsWith: '7' } } } }],
    ['a filter far inside', { where: { AND: [{ NOT: [{ from: { is: { phone: 'x' } } }] }] } }],
    ['an order', { orderBy: { to: { birthDate: 'asc' } } }],
    ['a count', { select: { _count: { select: { from: true } } } }],
  ])('does not lead along a relation by %s', async (_what, args) => {
    const tables = await tablesFor()
    expect(await codeOf(tables.kudo!.findMany!(args))).toBe('isolation')
  })

  test('does not write along a relation', async () => {
    const tables = await tablesFor()
    const nested = { data: { message: 'x', to: { create: { lastName: 'Nobody' } }, from: { connect: { id: people.get('1') } } } }
    expect(await codeOf(tables.kudo!.create!(nested))).toBe('isolation')
  })

  test('shows people as the field policy does', async () => {
    const { people: reach } = openPluginScope(kudos, await enter('employee', '1'), {})
    expect(Object.keys((await reach.find(people.get('2')!))!)).not.toContain('nationalId')
    expect(await codeOf(reach.payDuring({ from: '2020-01-01', to: '2020-12-31', ids: [people.get('2')!] }))).toBe('forbidden')
  })
})

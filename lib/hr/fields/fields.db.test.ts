import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { getPerson, hirePerson, listDepartments, listPeople, searchPeople, updatePerson } from '@/lib/hr'
import { getOperation } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { type RunningWorker, startWorker } from '@/worker'
import { addPeople, member, TODAY } from '../testing/people'
import { createField } from './create-field'
import type { CreateFieldInput } from './custom-field.schema'
import { countValues, deleteField } from './delete-field'
import { listFields } from './list-fields'
import { orderFields } from './order-fields'
import { updateDepartmentValues } from './update-department-values'
import { updateField } from './update-field'

let world: World
let worker: RunningWorker
let db: TenantDb
let other: TenantDb
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  other = (await world.addTenant()).db
  worker = await startWorker()
})
afterAll(async () => {
  await worker.stop()
  await world.close()
})

const admin = () => member(db, 'admin')
const add = (field: Partial<CreateFieldInput> & { key: string }, fieldsMax = 100) =>
  createField(db, admin(), { entity: 'person', type: 'text', labels: { en: field.key }, access: 'directory', ...field }, { fieldsMax })
const hire = (custom?: object, principal = admin()) =>
  hirePerson(db, principal, { lastName: 'New', hiredOn: '2020-01-01', custom }).then(({ id }) => id)
const set = (id: string, custom: object, principal = admin()) => updatePerson(db, principal, id, { custom }, { today: TODAY })
const valuesOf = async (id: string, principal = admin()) => (await getPerson(db, principal, id, TODAY)).custom
const list = async (query: object, principal = admin()) =>
  (await listPeople(db, principal, { limit: 200, ...query }, TODAY)).rows.map(({ id }) => id)
const refused = (code: string, ...fields: string[]) =>
  expect.objectContaining({ code, ...(fields.length && { fields: Object.fromEntries(fields.map((name) => [name, expect.any(String)])) }) })

describe('a value', () => {
  test.each([
    ['text', ' two  words ', 'two words', 7],
    ['text', 'e\u0301', 'é', 'x'.repeat(501)],
    ['number', 12.5, 12.5, '12'],
    ['number', -3, -3, Number.MAX_VALUE],
    ['money', 123456, 123456, 12.5],
    ['date', '2024-02-29', '2024-02-29', '2023-02-29'],
    ['choice', 'red', 'red', 'green'],
    ['yesno', false, false, 'no'],
    ['url', 'https://example.com/a', 'https://example.com/a', 'javascript:alert(1)'],
    ['url', 'http://example.com', 'http://example.com/', '//example.com'],
  ] as const)('of the type %s is kept as it is meant, and one that does not fit is refused by name', async (type, given, kept, wrong) => {
    const key = `k${newId().replaceAll('-', '').slice(-20)}`
    await add({
      key,
      type,
      ...(type === 'money' && { currency: 'USD' }),
      ...(type === 'choice' && { choices: [{ labels: { en: 'Red', ko: '빨강' } }] }),
    })
    const id = await hire({ [key]: given })
    expect((await valuesOf(id))[key]).toBe(kept)
    await expect(set(id, { [key]: wrong })).rejects.toEqual(refused('invalid_input', `custom.${key}`))
    expect((await valuesOf(id))[key]).toBe(kept)
    await set(id, { [key]: null })
    expect(await valuesOf(id)).toEqual({})
  })

  test("of the type person is somebody of this company, and another tenant's person is as unknown as one who never was", async () => {
    await add({ key: 'buddy', type: 'person' })
    const buddy = await hire()
    const [stranger] = [...(await addPeople(other, [{ number: '1' }])).values()]
    const id = await hire({ buddy })
    expect(await valuesOf(id)).toEqual({ buddy })
    for (const unknown of [stranger, newId()])
      await expect(set(id, { buddy: unknown })).rejects.toEqual(refused('invalid_input', 'custom.buddy'))
  })

  test('of a field that is not there is refused by name', async () => {
    await expect(hire({ nowhere: 1 })).rejects.toEqual(refused('invalid_input', 'custom.nowhere'))
  })

  test('that is required must be given with the values of a new person, and cannot be taken away; whoever came before stays as they are', async () => {
    const before = await hire()
    const { id: fieldId } = await add({ key: 'badge', isRequired: true })
    await expect(hire({})).rejects.toEqual(refused('invalid_input', 'custom.badge'))
    const id = await hire({ badge: 'A1' })
    await expect(set(id, { badge: null })).rejects.toEqual(refused('invalid_input', 'custom.badge'))
    await set(before, { buddy: null })
    await updateField(db, admin(), fieldId, { isRequired: false })
  })

  test('changed by two people at once: both stay', async () => {
    await add({ key: 'left_hand' })
    await add({ key: 'right_hand' })
    const id = await hire()
    await Promise.all(Array.from({ length: 8 }, (_, n) => set(id, n % 2 ? { left_hand: 'x' } : { right_hand: 'y' })))
    expect(await valuesOf(id)).toEqual({ left_hand: 'x', right_hand: 'y' })
  })
})

describe('who sees and changes a value', () => {
  test('follows the class of its field, for reading, writing, filters, order and search', async () => {
    await add({ key: 'grade', type: 'number', access: 'salary', isFilterable: true })
    await add({ key: 'nickname', access: 'directory', isFilterable: true })
    await add({ key: 'allergy', access: 'personal', isFilterable: true })
    const chief = await hire()
    const id = await hire({ grade: 7, nickname: 'Kestrel', allergy: 'Peanuts' })
    await updatePerson(db, admin(), id, { managerId: chief }, { today: TODAY })
    const sees = async (role: string, me: string | null) => Object.keys(await valuesOf(id, member(db, role, me))).sort()
    expect(await sees('hr', null)).toEqual(['allergy', 'grade', 'nickname'])
    expect(await sees('employee', id)).toEqual(['allergy', 'grade', 'nickname'])
    expect(await sees('manager', chief)).toEqual(['grade', 'nickname'])
    expect(await sees('employee', null)).toEqual(['nickname'])
    const rows = await listPeople(db, member(db, 'employee'), { field: ['nickname:eq:Kestrel'] }, TODAY)
    expect(rows.rows.map(({ custom }) => custom)).toEqual([{ nickname: 'Kestrel' }])

    const employee = member(db, 'employee', id)
    for (const query of [{ field: ['grade:eq:7'] }, { field: ['allergy:eq:Peanuts'] }, { sortField: 'grade' }])
      await expect(list(query, employee)).rejects.toEqual(expect.objectContaining({ code: 'forbidden' }))
    expect(await list({ field: ['grade:eq:7'] })).toEqual([id])
    await expect(set(id, { nickname: 'x' }, employee)).rejects.toEqual(refused('forbidden', 'custom.nickname'))
    const clerk = member(db, 'x', null, ['people:read', 'people:write'])
    await expect(set(id, { grade: 8 }, clerk)).rejects.toEqual(refused('forbidden', 'custom.grade'))
    await set(id, { nickname: 'Merlin' }, clerk)
    expect(await valuesOf(id)).toEqual({ grade: 7, nickname: 'Merlin', allergy: 'Peanuts' })

    const found = async (words: string, principal = admin()) => (await searchPeople(db, principal, words)).map((hit) => hit.id)
    expect(await found('merl')).toEqual([id])
    expect(await list({ search: 'MERLIN' })).toEqual([id])
    expect(await found('peanut')).toEqual([])
    const allergy = (await listFields(db, admin())).find(({ key }) => key === 'nickname')!
    await updateField(db, admin(), allergy.id, { access: 'personal' })
    expect(await found('merlin')).toEqual([])
  })
})

describe('a list', () => {
  let ids: string[]
  beforeAll(async () => {
    await add({ key: 'size', type: 'number', isFilterable: true })
    await add({ key: 'start', type: 'date', isFilterable: true })
    await add({ key: 'remote', type: 'yesno', isFilterable: true })
    await add({ key: 'plain' })
    ids = []
    for (let n = 0; n < 12; n++) {
      const given = n % 4 === 3 ? {} : { size: (n * 7) % 5, start: `2020-01-${10 + n}`, remote: n % 2 === 0 }
      ids.push(await hire({ plain: 'one of these', ...given }))
    }
  })
  const at = (indexes: number[]) => indexes.map((index) => ids[index])

  test('is filtered by equality and by range', async () => {
    const sorted = async (field: string[]) => (await list({ field })).sort()
    expect(await sorted(['size:eq:0'])).toEqual(at([0, 5, 10]).sort())
    expect(await sorted(['size:eq:0', 'size:eq:2'])).toEqual(at([0, 1, 5, 6, 10]).sort())
    expect(await sorted(['start:gte:2020-01-12', 'start:lte:2020-01-15'])).toEqual(at([2, 4, 5]).sort())
    expect(await sorted(['remote:eq:false', 'size:eq:2'])).toEqual(at([1]).sort())
  })

  test.each(['size:eq:x', 'size:like:1', 'size', 'plain:eq:one of these', 'nowhere:eq:1', 'remote:gte:true', 'remote:eq:maybe'])(
    'refuses the filter %s by name',
    async (field) => {
      await expect(list({ field: [field] })).rejects.toEqual(refused('invalid_input', 'field'))
    },
  )

  test.each(['asc', 'desc'] as const)(
    'in the order of a field, %s, has everybody once, whoever has no value last, forwards and backwards',
    async (direction) => {
      const query = { sortField: 'size', direction, limit: 5, status: 'all' as const }
      const pages: string[][] = []
      let cursor: string | undefined
      let last: string | null = null
      do {
        const page = await listPeople(db, admin(), { ...query, cursor }, TODAY)
        pages.push(page.rows.map(({ id }) => id))
        last = page.previous
        cursor = page.next ?? undefined
      } while (cursor)
      const all = pages.flat()
      expect(all.length).toBe(await db.employee.count())
      expect(new Set(all).size).toBe(all.length)
      const sizes = new Map(ids.flatMap((id, n) => (n % 4 === 3 ? [] : [[id, (n * 7) % 5]])))
      const values = all.map((id) => sizes.get(id))
      const known = values.filter((value) => value !== undefined)
      expect(values.slice(0, known.length)).toEqual(known)
      expect(known).toEqual(known.toSorted((a, b) => (direction === 'asc' ? a - b : b - a)))
      const back: string[][] = []
      while (last) {
        const page: Awaited<ReturnType<typeof listPeople>> = await listPeople(db, admin(), { ...query, cursor: last }, TODAY)
        back.unshift(page.rows.map(({ id }) => id))
        last = page.previous
      }
      expect(back.flat()).toEqual(pages.slice(0, -1).flat())
    },
  )

  test('loses a value with its row, and follows every change of it', async () => {
    const [id] = ids
    await set(id!, { size: 99 })
    expect(await list({ field: ['size:eq:99'] })).toEqual([id])
    await set(id!, { size: 0 })
    expect(await list({ field: ['size:eq:99'] })).toEqual([])
  })
})

describe('a field', () => {
  test('that becomes filterable later has its values looked through, and filters wait for that', async () => {
    const { id } = await add({ key: 'later', type: 'choice', choices: [{ labels: { ko: '하나' } }, { labels: { en: 'Two' } }] })
    const person = await hire({ later: 'two' })
    await expect(list({ field: ['later:eq:two'] })).rejects.toEqual(refused('invalid_input', 'field'))
    const { operation } = await updateField(db, admin(), id, { isFilterable: true })
    await expect.poll(async () => (await getOperation(operation!.id)).state, { timeout: 15_000 }).toBe('succeeded')
    expect(await list({ field: ['later:eq:two'] })).toEqual([person])
    await updateField(db, admin(), id, { isFilterable: false })
    expect(await db.employeeValue.count({ where: { fieldId: id } })).toBe(0)
  })

  test('keeps its type, its key and the choices that somebody has', async () => {
    const { id } = await add({ key: 'colour', type: 'choice', choices: [{ labels: { en: 'Red' } }, { labels: { en: 'Blue' } }] })
    await hire({ colour: 'red' })
    await expect(updateField(db, admin(), id, { type: 'text' })).rejects.toEqual(refused('conflict'))
    await expect(updateField(db, admin(), id, { key: 'color' })).rejects.toEqual(refused('invalid_input'))
    await expect(updateField(db, admin(), id, { choices: [{ value: 'blue', labels: { en: 'Blue' } }] })).rejects.toEqual(
      refused('conflict'),
    )
    await updateField(db, admin(), id, { choices: [{ value: 'red', labels: { en: 'Crimson' } }, { labels: { en: 'Red' } }] })
    const field = (await listFields(db, admin())).find((each) => each.id === id)!
    expect(field.choices.map(({ value }) => value)).toEqual(['red', 'red_2'])
  })

  test('that is archived is gone from people and lists, and comes back with its values', async () => {
    const { id } = await add({ key: 'old', isFilterable: true })
    const person = await hire({ old: 'kept' })
    await updateField(db, admin(), id, { isArchived: true })
    expect(await valuesOf(person)).toEqual({})
    await expect(set(person, { old: 'x' })).rejects.toEqual(refused('invalid_input', 'custom.old'))
    await expect(list({ field: ['old:eq:kept'] })).rejects.toEqual(refused('invalid_input', 'field'))
    await updateField(db, admin(), id, { isArchived: false })
    expect(await valuesOf(person)).toEqual({ old: 'kept' })
    expect(await list({ field: ['old:eq:kept'] })).toEqual([person])
  })

  test('is deleted with as many values as were confirmed, and no more', async () => {
    const { id } = await add({ key: 'gone', isFilterable: true })
    const person = await hire({ gone: 'a' })
    const counts = await countValues(db, admin(), await listFields(db, admin()))
    expect(counts.get(id)).toBe(1)
    await hire({ gone: 'b' })
    await expect(deleteField(db, admin(), id, { values: 1 })).rejects.toEqual(refused('conflict'))
    expect(await valuesOf(person)).toEqual({ gone: 'a' })
    await deleteField(db, admin(), id, { values: 2 })
    await add({ key: 'gone' })
    expect(await valuesOf(person)).toEqual({})
  })

  test('has a key of its own, within what the plan has room for', async () => {
    await expect(add({ key: 'gone' })).rejects.toEqual(refused('conflict', 'key'))
    await expect(add({ key: 'salary' })).rejects.toEqual(refused('invalid_input', 'key'))
    await expect(add({ key: 'one_more' }, await db.customField.count())).rejects.toEqual(refused('conflict'))
  })

  test('stands where the order puts it', async () => {
    const before = (await listFields(db, admin())).map(({ id }) => id)
    await orderFields(db, admin(), [before.at(-1)!, before[1]!])
    const after = (await listFields(db, admin())).map(({ id }) => id)
    expect(after).toEqual([before.at(-1), before[1], ...before.filter((id) => id !== before.at(-1) && id !== before[1])])
  })

  test("is an administrator's to make, and nobody's of another tenant", async () => {
    const { id } = await add({ key: 'guarded' })
    for (const role of ['hr', 'manager', 'employee']) {
      const principal = member(db, role)
      const make = createField(
        db,
        principal,
        { entity: 'person', key: 'x', type: 'text', labels: { en: 'X' }, access: 'directory' },
        { fieldsMax: 99 },
      )
      await expect(make).rejects.toEqual(refused('forbidden'))
      await expect(updateField(db, principal, id, { isRequired: true })).rejects.toEqual(refused('forbidden'))
      await expect(deleteField(db, principal, id, { values: 0 })).rejects.toEqual(refused('forbidden'))
      await expect(orderFields(db, principal, [id])).rejects.toEqual(refused('forbidden'))
    }
    const stranger = member(other, 'admin')
    await expect(updateField(other, stranger, id, { isRequired: true })).rejects.toEqual(refused('not_found'))
    await expect(deleteField(other, stranger, id, { values: 99 })).rejects.toEqual(refused('not_found'))
    expect(await listFields(other, stranger)).toEqual([])
    expect(await other.employeeValue.count()).toBe(0)
    expect((await searchPeople(other, stranger, 'merlin')).length).toBe(0)
  })
})

test('a department has values of its own, for whoever may see and change their class', async () => {
  await add({ key: 'cost_centre', entity: 'department' })
  await add({ key: 'budget', entity: 'department', type: 'money', currency: 'KRW', access: 'salary' })
  await expect(add({ key: 'x', entity: 'department', isFilterable: true })).rejects.toEqual(refused('invalid_input', 'isFilterable'))
  const { id } = await db.department.create({ data: { id: newId(), code: 'd1', name: 'One' } })
  await updateDepartmentValues(db, admin(), id, { cost_centre: 'CC-1', budget: 5_000_000 })
  const seen = async (role: string) => (await listDepartments(db, member(db, role)))[0]!.custom
  expect(await seen('hr')).toEqual({ cost_centre: 'CC-1', budget: 5_000_000 })
  expect(await seen('employee')).toEqual({ cost_centre: 'CC-1' })
  await expect(updateDepartmentValues(db, member(db, 'employee'), id, { cost_centre: 'x' })).rejects.toEqual(
    refused('forbidden', 'custom.cost_centre'),
  )
  await expect(updateDepartmentValues(other, member(other, 'admin'), id, { cost_centre: 'x' })).rejects.toEqual(refused('not_found'))
  const trail = await db.auditEvent.findFirst({ where: { action: 'department.updated' } })
  expect(trail!.detail).toEqual({ fields: ['custom.cost_centre', 'custom.budget'] })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Permission } from '@/lib/auth'
import { FIELD_GROUPS, type FieldGroup, PERSON_FIELDS, PeopleQuery, type PersonField } from '@/lib/hr'
import { ENDPOINTS } from './endpoints'
import { audienceOf } from './frame/define-endpoint'
import { call } from './testing/parties'
import { openRolesWorld, PEOPLE, type RolesWorld, SEES, sitAtMyProfile } from './testing/roles-world'

// Every route of the tenant's API, and what of a person it tells to a reader who may see it. A new route without an entry fails, and
// so does one that tells more than its entry says, or tells it to a reader who may not see it.
const NOTHING: FieldGroup[] = []
const ROUTES: Record<string, { tells: FieldGroup[]; path?: (id: string) => string }> = {
  listPeople: { tells: ['salary'] },
  showPerson: { tells: ['contact', 'personal', 'identity', 'salary'], path: (id) => `/people/${id}` },
  listSalaries: { tells: ['salary'], path: (id) => `/people/${id}/salaries` },
  listDepartments: { tells: NOTHING },
  listFields: { tells: NOTHING },
  showFieldUsage: { tells: NOTHING, path: (id) => `/fields/${id}/usage` },
  listWebhooks: { tells: NOTHING },
  listDeliveries: { tells: NOTHING, path: (id) => `/webhooks/${id}/deliveries` },
  // Sums, for those who see everybody's pay.
  listDepartmentCosts: { tells: NOTHING },
  showDepartment: { tells: NOTHING, path: (id) => `/departments/${id}` },
  showBulkChange: { tells: NOTHING, path: (id) => `/bulk-changes/${id}` },
  watchBulkChange: { tells: NOTHING, path: (id) => `/bulk-changes/${id}/events` },
  listDocuments: { tells: NOTHING, path: (id) => `/people/${id}/documents` },
  openDocument: { tells: NOTHING, path: (id) => `/people/${id}/documents/${id}/content` },
  listReports: { tells: NOTHING, path: () => '/organisation?depth=all' },
  showOrganisationPath: { tells: NOTHING, path: (id) => `/people/${id}/path` },
  showMe: { tells: NOTHING },
  listRoles: { tells: NOTHING },
  listMembers: { tells: NOTHING },
  showAccess: { tells: NOTHING, path: (id) => `/members/${id}/access` },
  listApiKeys: { tells: NOTHING },
  listAudit: { tells: NOTHING },
  verifyAudit: { tells: NOTHING },
  listOperations: { tells: NOTHING },
  showOperation: { tells: NOTHING, path: (id) => `/operations/${id}` },
  watchOperation: { tells: NOTHING, path: (id) => `/operations/${id}/events` },
  previewImportFile: { tells: NOTHING, path: (id) => `/imports/files/${id}` },
  showImportReport: { tells: NOTHING, path: (id) => `/imports/${id}` },
  listExports: { tells: NOTHING },
  // The whole of it, to those who hold data:export, which includes every right to read (withIncluded).
  downloadExport: { tells: NOTHING, path: (id) => `/exports/${id}/download` },
  showBranding: { tells: NOTHING },
  listBrandingVersions: { tells: NOTHING },
  listDomains: { tells: NOTHING },
  showPlan: { tells: NOTHING },
  listPlugins: { tells: NOTHING },
  listKudos: { tells: NOTHING },
  listLeaveRequests: { tells: NOTHING, path: (id) => `/leave/requests?employeeId=${id}` },
  showLeaveBalances: { tells: NOTHING, path: (id) => `/leave/balances/${id}` },
  listLeaveTypes: { tells: NOTHING },
  downloadBadRows: { tells: NOTHING, path: (id) => `/imports/${id}/errors/employees` },
}
/** Routes that write. What they may change is proved field by field below; none answers with a field of a person, but the one named. */
const WRITES = new Set([
  'createWebhook',
  'updateWebhook',
  'deleteWebhook',
  'rotateWebhookSecret',
  'testWebhook',
  'replayDelivery',
  'createField',
  'updateField',
  'orderFields',
  'deleteField',
  'updateDepartmentValues',
  'hirePerson',
  'updatePerson',
  'changeSalary',
  'cancelSalaryChange',
  'changeJob',
  'cancelJobChange',
  'revealNationalId',
  'createDepartment',
  'updateDepartment',
  'mergeDepartments',
  'deleteDepartment',
  'startBulkChange',
  'storeDocument',
  'deleteDocument',
  'createRole',
  'updateRole',
  'deleteRole',
  'createApiKey',
  'revokeApiKey',
  'uploadImportFile',
  'startImport',
  'startExport',
  'cancelExport',
  'publishBranding',
  'rollBackBranding',
  'uploadBrandImage',
  'requestPlan',
  'withdrawPlanRequest',
  'claimDomain',
  'setPrimaryDomain',
  'checkDomain',
  'releaseDomain',
  'installPlugin',
  'configurePlugin',
  'removePlugin',
  'requestLeave',
  'approveLeave',
  'declineLeave',
  'cancelLeave',
  'addLeaveType',
  'changeLeaveType',
  'giveKudos',
  'removeKudos',
])
const SECRETS = FIELD_GROUPS.filter((group) => group !== 'directory')
const own = ENDPOINTS.filter((endpoint) => audienceOf(endpoint) === 'tenant')
const reads = own.filter(({ method }) => method === 'GET')

let roles: RolesWorld
beforeAll(async () => {
  roles = await openRolesWorld()
})
afterAll(() => roles.world.close())

test('every route is in the matrix, and nothing else is', () => {
  expect(reads.map(({ name }) => name).sort()).toEqual(Object.keys(ROUTES).sort())
  expect(
    own
      .filter(({ method }) => method !== 'GET')
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...WRITES].sort())
})

describe.each(Object.keys(SEES))('as %s', (reader) => {
  beforeAll(() => sitAtMyProfile(roles, reader))

  test.each(Object.keys(ROUTES))('%s tells what the role shows of each person, and no more', async (name) => {
    const { tells, path } = ROUTES[name]!
    const send = roles.readers.get(reader)!
    const told = new Map<string, string>()
    for (const person of PEOPLE) {
      const endpoint = reads.find((each) => each.name === name)!
      const { text } = await call(roles.host, 'GET', path?.(roles.ids[person]) ?? endpoint.path, send)
      told.set(person, text)
    }
    for (const person of PEOPLE) {
      for (const group of SECRETS) {
        const isSeen = SEES[reader]![group].includes(person)
        for (const mark of roles.marks(person, group)) {
          const where = [...told].filter(([, text]) => text.includes(mark)).map(([asked]) => asked)
          if (!isSeen) expect(where, `${group} of ${person}`).toEqual([])
          else if (tells.includes(group)) expect(where, `${group} of ${person}`).toContain(person)
          else expect(where, `${name} tells ${group}, which its entry does not say`).toEqual([])
        }
      }
    }
  })

  test('the whole national id is given to those who see its end, and to nobody else', async () => {
    for (const person of PEOPLE) {
      const { nationalId } = (await roles.db.employee.findFirst({ where: { id: roles.ids[person] } }))!
      const { key, userId } = roles.readers.get(reader)!
      if (userId) continue // a session writes nothing through the API; the page's own action is proved in e2e
      const { status, text } = await call(roles.host, 'POST', `/people/${roles.ids[person]}/national-id`, { key })
      expect([status, text.includes(nationalId!)]).toEqual(SEES[reader]!.identity.includes(person) ? [200, true] : [403, false])
    }
  })
})

/** A value for each field, and the right that it takes to write it. */
const VALUES: Record<PersonField, { value: unknown; takes: Permission; not?: 'patch' | 'hire' }> = {
  number: { value: '900', takes: 'people:write', not: 'patch' },
  firstName: { value: 'Eve', takes: 'people:write' },
  lastName: { value: 'Evans', takes: 'people:write' },
  title: { value: 'Chief', takes: 'people:write' },
  email: { value: 'eve@example.test', takes: 'people:write' },
  status: { value: 'left', takes: 'people:write', not: 'patch' },
  hiredOn: { value: '2018-02-02', takes: 'people:write' },
  leftOn: { value: '2030-02-02', takes: 'people:write', not: 'hire' },
  departmentId: { value: null, takes: 'people:write' },
  managerId: { value: null, takes: 'people:write' },
  phone: { value: '1', takes: 'contact:write' },
  address: { value: 'here', takes: 'contact:write' },
  gender: { value: 'F', takes: 'personal:write' },
  birthDate: { value: '1980-01-01', takes: 'personal:write' },
  nationalId: { value: '1', takes: 'identity:write' },
  salary: { value: { amountMinor: 1, currency: 'USD' }, takes: 'salary:write', not: 'patch' },
}
const ALL_WRITES: Permission[] = ['people:write', 'contact:write', 'personal:write', 'identity:write', 'salary:write']

const entries = Object.entries(VALUES)

test.each(entries.filter(([, { not }]) => not !== 'patch'))(
  '%s is changed by whoever may write it, and by nobody else',
  async (field, { value, takes }) => {
    const path = `/people/${roles.ids.beside}`
    const without = await roles.keyWith(['people:read', ...ALL_WRITES.filter((permission) => permission !== takes)])
    const before = await roles.db.employee.findFirst({ where: { id: roles.ids.beside } })
    const refused = await call(roles.host, 'PATCH', path, { key: without, json: { [field]: value } })
    expect([refused.status, Object.keys(refused.json.fields)]).toEqual([403, [field]])
    expect(await roles.db.employee.findFirst({ where: { id: roles.ids.beside } })).toEqual(before)
    const withIt = await roles.keyWith(['people:read', takes])
    expect((await call(roles.host, 'PATCH', path, { key: withIt, json: { [field]: value } })).status).toBe(204)
  },
)

test.each(entries.filter(([, { takes, not }]) => not !== 'hire' && takes !== 'people:write'))(
  '%s is given at hire by whoever may write it, and by nobody else',
  async (field, { value, takes }) => {
    const hire = { lastName: 'New', hiredOn: '2020-02-02', [field]: value }
    const without = await roles.keyWith(['people:read', ...ALL_WRITES.filter((permission) => permission !== takes)])
    expect((await call(roles.host, 'POST', '/people', { key: without, json: hire })).status).toBe(403)
    const withIt = await roles.keyWith(['people:read', 'people:write', takes])
    expect((await call(roles.host, 'POST', '/people', { key: withIt, json: hire })).status).toBe(201)
  },
)

test('every field of a person is in the table of writes', () => {
  expect(Object.keys(VALUES).sort()).toEqual(Object.keys(PERSON_FIELDS).sort())
})

/** A filter or an order tells about a field as much as the field itself would: each is one of the directory. */
const COMPARED: Record<string, PersonField | 'none'> = {
  id: 'none',
  search: 'lastName',
  department: 'departmentId',
  status: 'status',
  manager: 'managerId',
  hiredFrom: 'hiredOn',
  hiredTo: 'hiredOn',
  title: 'title',
  view: 'title',
  sort: 'lastName',
  // The tenant's own fields are judged by their own class: lib/hr/fields/fields.db.test.ts.
  field: 'none',
  sortField: 'none',
  direction: 'none',
  cursor: 'none',
  limit: 'none',
}

test('a list is filtered and sorted by the directory alone', () => {
  const { properties = {} } = z.toJSONSchema(PeopleQuery, { io: 'input', unrepresentable: 'any' })
  expect(Object.keys(properties).sort()).toEqual(Object.keys(COMPARED).sort())
  const groups = Object.values(COMPARED).map((field) => (field === 'none' ? 'directory' : PERSON_FIELDS[field]))
  expect(new Set(groups)).toEqual(new Set(['directory']))
})

test('a search for what is hidden finds nobody', async () => {
  const send = roles.readers.get('directory only')!
  for (const group of SECRETS) {
    for (const mark of roles.marks('beside', group)) {
      const { json } = await call(roles.host, 'GET', `/people?status=all&search=${encodeURIComponent(mark)}`, send)
      expect(json.items, mark).toEqual([])
    }
  }
})

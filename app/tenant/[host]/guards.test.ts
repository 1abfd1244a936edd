import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PLUGINS } from '@/plugins/registry'

// Every page, handler and action of the portal, with the right that it takes. A new one without an entry fails. What each shows of a
// person comes from lib/hr, whose policy app/api/v1/field-matrix.db.test.ts proves.
const ROOT = join(import.meta.dirname, '../../..')
/** `open`: for people who have not signed in. `any`: for whoever has, about what is their own. */
const PAGES: Record<string, string> = {
  '(page)': 'people:read',
  // Pages of plugins: the table below.
  '[...rest]': 'plugin',
  audit: 'audit:read',
  import: 'import:run',
  'import/[id]': 'import:run',
  'invite/[token]': 'open',
  people: 'people:read',
  organisation: 'people:read',
  'organisation/departments': 'people:read',
  'organisation/departments/[id]': 'people:read',
  'people/[id]': 'people:read',
  'people/bulk/[id]': 'people:write',
  // What of the person may be changed, each field says: with none the page is not found.
  'people/[id]/edit': 'people:read',
  'people/new': 'people:write',
  reset: 'open',
  'reset/[token]': 'open',
  settings: 'any',
  'settings/brand': 'branding:write',
  'settings/data': 'data:export',
  'settings/domains': 'settings:write',
  'settings/fields': 'settings:write',
  'settings/keys': 'api-keys:manage',
  'settings/members': 'members:manage',
  'settings/plan': 'settings:write',
  'settings/plugins': 'settings:write',
  'settings/roles': 'roles:manage',
  'settings/webhooks': 'settings:write',
  'settings/sign-in': 'sign-in:manage',
  'sign-in': 'open',
  'sign-out': 'open',
  verify: 'open',
}
const HANDLERS: Record<string, string> = {
  'app/api/portal/brand/images': 'branding:write',
  'app/api/portal/brand/theme': 'branding:write',
  'app/api/portal/csv/[list]': 'people:read',
  'app/api/portal/departments': 'people:read',
  // Whose documents, lib/hr judges.
  'app/api/portal/documents': 'people:read',
  'app/api/portal/documents/[token]': 'people:read',
  'app/api/portal/find/departments': 'people:read',
  'app/api/portal/find/people': 'people:read',
  'app/api/portal/imports': 'import:run',
  'app/api/portal/organisation': 'people:read',
  'app/api/portal/preferences': 'open',
  'app/api/portal/search': 'people:read',
  'app/tenant/[host]/brand/closed': 'open',
  'app/tenant/[host]/brand/icon': 'open',
  'app/tenant/[host]/brand/images/[id]': 'open',
  // By the token of a directory, which lib/auth checks; no session opens it.
  'app/tenant/[host]/scim/v2/[...path]': 'open',
  'app/tenant/[host]/brand/offline': 'open',
  'app/tenant/[host]/brand/worker': 'open',
}
const ACTIONS: Record<string, string> = {
  changePassword: 'any',
  signOut: 'any',
  signOutEverywhere: 'any',
  endSession: 'any',
  endOtherSessions: 'any',
  offerFactor: 'any',
  enrolFactor: 'any',
  renewRecoveryCodes: 'any',
  removeFactor: 'any',
  resetMemberFactor: 'members:manage',
  requireSecondFactor: 'sign-in:manage',
  saveOwnProvider: 'sign-in:manage',
  testOwnProvider: 'sign-in:manage',
  switchOwnProvider: 'sign-in:manage',
  requireOwnProvider: 'sign-in:manage',
  deleteOwnProvider: 'sign-in:manage',
  connectProvider: 'any',
  createDirectoryToken: 'sign-in:manage',
  revokeDirectoryToken: 'sign-in:manage',
  giveDirectoryRole: 'sign-in:manage',
  createApiKey: 'api-keys:manage',
  revokeApiKey: 'api-keys:manage',
  inviteMember: 'members:manage',
  revokeInvitation: 'members:manage',
  changeMemberRole: 'members:manage',
  disableMember: 'members:manage',
  enableMember: 'members:manage',
  createRole: 'roles:manage',
  updateRole: 'roles:manage',
  deleteRole: 'roles:manage',
  // Which right each action of each plugin takes: the table below.
  runPlugin: 'any',
  installPlugin: 'settings:write',
  switchPlugin: 'settings:write',
  savePluginSettings: 'settings:write',
  removePlugin: 'settings:write',
  changeJob: 'people:write',
  cancelJobChange: 'people:write',
  changePay: 'salary:write',
  hirePerson: 'people:write',
  setPeopleColumns: 'people:read',
  saveView: 'people:read',
  deleteView: 'people:read',
  startBulkChange: 'people:write',
  signDocumentLink: 'people:read',
  deleteDocument: 'personal:write',
  createDepartment: 'people:write',
  updateDepartment: 'people:write',
  mergeDepartments: 'people:write',
  deleteDepartment: 'people:write',
  updatePerson: 'people:read',
  cancelPayChange: 'salary:write',
  revealNationalId: 'people:read',
  startExport: 'data:export',
  cancelExport: 'data:export',
  saveBrandDraft: 'branding:write',
  discardBrandDraft: 'branding:write',
  publishBrand: 'branding:write',
  rollBackBrand: 'branding:write',
  askForPlan: 'settings:write',
  withdrawPlan: 'settings:write',
  claimOwnDomain: 'settings:write',
  checkOwnDomain: 'settings:write',
  setOwnPrimaryDomain: 'settings:write',
  releaseOwnDomain: 'settings:write',
  createField: 'settings:write',
  updateField: 'settings:write',
  orderFields: 'settings:write',
  deleteField: 'settings:write',
  changeValues: 'people:read',
  createWebhook: 'settings:write',
  updateWebhook: 'settings:write',
  deleteWebhook: 'settings:write',
  rotateWebhookSecret: 'settings:write',
  testWebhook: 'settings:write',
  replayDelivery: 'settings:write',
  previewFile: 'import:run',
  checkImport: 'import:run',
  runImport: 'import:run',
  loadSample: 'import:run',
  wipeSample: 'import:run',
  dismissFirstSteps: 'settings:write',
}

/** Everything by which a plugin can be entered, and who of the built-in roles comes in. */
const ALL = 'owner admin hr manager employee'
const PLUGIN_DOORS: Record<string, { right: string; roles: string }> = {
  'page /leave': { right: 'leave:read', roles: ALL },
  'page /leave/calendar': { right: 'leave:read', roles: ALL },
  'page /leave/types': { right: 'leave:manage', roles: 'owner admin hr' },
  'panel leave panel': { right: 'leave:read', roles: ALL },
  'card leave card': { right: 'leave:read', roles: ALL },
  'action leave request': { right: 'leave:request', roles: ALL },
  'action leave cancel': { right: 'leave:request', roles: ALL },
  'action leave approve': { right: 'leave:approve', roles: 'owner admin hr manager' },
  'action leave decline': { right: 'leave:approve', roles: 'owner admin hr manager' },
  'action leave addType': { right: 'leave:manage', roles: 'owner admin hr' },
  'action leave changeType': { right: 'leave:manage', roles: 'owner admin hr' },
  'GET /leave/requests': { right: 'leave:read', roles: ALL },
  'GET /leave/balances/{id}': { right: 'leave:read', roles: ALL },
  'GET /leave/types': { right: 'leave:read', roles: ALL },
  'page /kudos': { right: 'kudos:give', roles: ALL },
  'panel kudos received': { right: 'kudos:give', roles: ALL },
  'card kudos latest': { right: 'kudos:give', roles: ALL },
  'action kudos give': { right: 'kudos:give', roles: ALL },
  'action kudos remove': { right: 'kudos:remove', roles: 'owner admin hr' },
  'GET /kudos': { right: 'kudos:give', roles: ALL },
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const find = (folder: string, ends: string) =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((path) => `/${path}`.endsWith(ends))
    .map((path) => `${folder}/${path}`)
    .sort()
const guardOf = (source: string, guard: string) => {
  const rights = [...source.matchAll(new RegExp(`${guard}\\((?:'([^']+)')?\\)`, 'g'))].map(([, right]) => right ?? 'any')
  if (/requirePortal\(`\$\{id\}:\$\{found\.page\.right\}`/.test(source)) return 'plugin'
  return rights.find((right) => right !== 'any') ?? rights[0] ?? 'open'
}

describe('the portal', () => {
  const pages = find('app/tenant/[host]', '/page.tsx').map((path) => [
    path.replace('app/tenant/[host]/', '').replace(/\/?page\.tsx$/, '') || '(page)',
    guardOf(read(path), 'requirePortal'),
  ])
  test('opens each page by the right that the table says', () => {
    expect(Object.fromEntries(pages)).toEqual(PAGES)
  })

  test('opens each door of each plugin by a right of that plugin, as the table says', () => {
    const doors = PLUGINS.flatMap(({ manifest: { id, permissions }, pages, panels = [], cards = [], actions, reads = [] }) => {
      const door = (name: string, right: string) => [name, { right: `${id}:${right}`, roles: (permissions[right] ?? []).join(' ') }]
      return [
        ...pages.map(({ path, right }) => door(`page /${id}${path}`, right)),
        ...panels.map(({ title, right }) => door(`panel ${id} ${title}`, right)),
        ...cards.map(({ title, right }) => door(`card ${id} ${title}`, right)),
        ...Object.entries(actions).map(([name, { right }]) => door(`action ${id} ${name}`, right)),
        ...reads.map(({ path, right }) => door(`GET /${id}${path}`, right)),
      ]
    })
    expect(Object.fromEntries(doors)).toEqual(PLUGIN_DOORS)
  })

  test('opens each handler by the right that the table says', () => {
    const handlers = [...find('app/api/portal', '/route.ts'), ...find('app/tenant/[host]', '/route.ts')].map((path) => [
      path.replace('/route.ts', ''),
      guardOf(read(path), 'requireCaller'),
    ])
    expect(Object.fromEntries(handlers)).toEqual(HANDLERS)
  })

  test("opens each member's action by the right that the table says", () => {
    const actions = find('app/tenant/[host]', '-actions.ts').flatMap((path) => {
      const source = read(path)
      const shared = /^const permission = '([^']+)'/m.exec(source)?.[1]
      return [...source.matchAll(/^export const (\w+) = defineMemberAction\(\{([\s\S]*?)^\}\)/gm)].map(([, name, body]) => {
        const said = /^ {2}permission(?:: (?:'([^']+)'|null))?,$/m.exec(body!)
        return [name, said?.[0].includes('null') ? 'any' : (said?.[1] ?? shared ?? 'nothing said')]
      })
    })
    expect(Object.fromEntries(actions)).toEqual(ACTIONS)
  })
})

import { Readable } from 'node:stream'
import {
  ALL_PERMISSIONS,
  createApiKey,
  createMember,
  createOperator,
  createOperatorApiKey,
  encodeSessionToken,
  seedRoles,
  sessionCookie,
  startMemberSession,
  systemPrincipal,
} from '@/lib/auth'
import { newId, writeTenantFile } from '@/lib/core'
import { catalogDb, type TenantDb } from '@/lib/db'
import { storeDocument, storeImportFile } from '@/lib/hr'
import { createWebhook } from '@/lib/portal'
import { createWorld, type World } from '@/scripts/testing/world'
import { ENDPOINTS } from '../endpoints'
import { ports } from '../frame/connect-ports'
import type { Endpoint } from '../frame/define-endpoint'
import { createApi } from '../frame/handle-request'
import { openPlugins } from './open-plugins'

export const ADMIN = 'admin.localhost'
export const system = systemPrincipal('test')
export const api = createApi(ENDPOINTS, ports)
const PASSWORD = 'correct horse battery staple'

export type Party = {
  slug: string
  host: string
  id: string
  db: TenantDb
  key: string
  cookie: string
  userId: string
  personId: string
  operationId: string
  planId: string
  fileId: string
  exportId: string
  webhookId: string
  departmentId: string
  documentId: string
}
export type Parties = { world: World; victim: Party; attacker: Party; operatorId: string; operatorKey: string }

/** A victim, an attacker and an operator, each with a key, against the real API on a database of its own. */
export async function settleParties(): Promise<Parties> {
  const world = await createWorld()
  const victim = await settle(world, 'victim')
  const attacker = await settle(world, 'attacker')
  const { operatorId } = await createOperator(system, { email: 'op@example.test', name: 'Op', role: 'admin', password: PASSWORD })
  const { key: operatorKey } = await createOperatorApiKey(system, { operatorId, name: 'test' })
  return { world, victim, attacker, operatorId, operatorKey }
}

async function settle(world: World, slug: string): Promise<Party> {
  const { tenant, db } = await world.addTenant({ slug })
  await openPlugins(tenant.id, db)
  await db.$transaction(seedRoles)
  const { userId } = await createMember(db, system, { email: `owner@${slug}.test`, name: 'Owner', roleKey: 'owner', password: PASSWORD })
  const { key } = await createApiKey(db, system, { name: 'all', permissions: ALL_PERMISSIONS })
  const claims = await db.$transaction((tx) => startMemberSession(tx, userId, { userAgent: 'test' }))
  const personId = newId()
  await db.employee.create({ data: { id: personId, number: '1', firstName: 'Ada', lastName: slug, hiredOn: new Date('2020-01-01') } })
  const departmentId = newId()
  await db.department.create({ data: { id: departmentId, code: 'D1', name: `Department of ${slug}` } })
  const { id: documentId } = await storeDocument(db, system, personId, {
    name: 'contract.pdf',
    content: Readable.from([Buffer.from('%PDF-1.7\n')]),
  })
  const planId = newId()
  await catalogDb().plan.create({
    data: { id: planId, goal: { kind: 'rebalance', target: 0.65, movesMax: 1 }, servers: [], staying: [], requestedBy: {} },
  })
  const operationId = newId()
  const operation = { id: operationId, kind: 'people.import', tenantId: tenant.id, input: {}, requestedBy: { kind: 'system', id: 'test' } }
  await catalogDb().operation.create({ data: { ...operation, state: 'succeeded', finishedAt: new Date() } })
  await db.bulkRun.create({
    data: { id: operationId, operationId, personIds: [personId], change: { effectiveOn: '2026-11-23' }, createdBy: 'system:test' },
  })
  const from = { fromPattern: 'row', fromSchema: 'public', toPattern: 'row' }
  await catalogDb().move.create({ data: { id: operationId, tenantId: tenant.id, method: 'online', phase: 'done', epoch: 1, ...from } })
  const { fileId } = await storeImportFile(db, system, { name: 'people.csv', content: Readable.from(['employee_id,first_name\n1,Ada\n']) })
  const report = {
    operationId,
    outcome: 'checked',
    mode: 'all-or-nothing',
    files: [],
    problems: [],
    headsUnknown: 0,
    leavingDatesFilled: 0,
  }
  const asFile = (text: string) => Readable.from([Buffer.from(text)])
  await writeTenantFile(
    tenant.id,
    `imports/${operationId}/report.json`,
    asFile(JSON.stringify({ ...report, peopleAfter: null, milliseconds: 1 })),
  )
  await writeTenantFile(tenant.id, `imports/${operationId}/employees.csv`, asFile(`line,of ${slug}\n`))
  const exportId = newId()
  await catalogDb().operation.create({
    data: { ...operation, id: exportId, kind: 'tenant.export', state: 'succeeded', finishedAt: new Date() },
  })
  await catalogDb().export.create({
    data: {
      ...{ id: exportId, tenantId: tenant.id, takenAt: new Date(), schemaVersion: '1', tableCount: 1, rowCount: 1, fileCount: 0 },
      ...{ sizeBytes: 3, sha256: 'ab', expiresAt: new Date(Date.now() + 3_600_000) },
    },
  })
  await writeTenantFile(tenant.id, `exports/${exportId}.zip`, asFile('zip'))
  const cookie = `${sessionCookie().name}=${await encodeSessionToken(claims)}`
  const { id: webhookId } = await createWebhook(db, system, { url: 'https://hooks.example.com/', eventTypes: ['person.hired'] })
  return {
    exportId,
    fileId,
    slug,
    host: `${slug}.localhost`,
    id: tenant.id,
    db,
    key,
    cookie,
    userId,
    personId,
    operationId,
    planId,
    webhookId,
    departmentId,
    documentId,
  }
}

export type Options = { key?: string; cookie?: string; json?: unknown; headers?: Record<string, string>; handle?: typeof api }
export async function call(host: string, method: string, path: string, { key, cookie, json, headers, handle = api }: Options = {}) {
  const response = await handle(
    new Request(`http://x/api/v1${path}`, {
      method,
      body: json === undefined ? undefined : JSON.stringify(json),
      headers: {
        host,
        ...(key && { authorization: `Bearer ${key}` }),
        ...(cookie && { cookie }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    }),
  )
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? JSON.parse(text) : null }
}
export const withoutInstance = ({ json: { instance: _, ...problem } }: { json: Record<string, unknown> }) => problem

/** A path of the endpoint with ids that exist at the party. */
export function pathAt(endpoint: Endpoint, party: Party): string {
  const ids: Record<string, string> = {
    people: party.personId,
    members: party.userId,
    operations: party.operationId,
    plans: party.planId,
    moves: party.operationId,
    imports: party.operationId,
    webhooks: party.webhookId,
    departments: party.departmentId,
    'bulk-changes': party.operationId,
    leave: party.personId,
  }
  const id = endpoint.path.includes('/imports/files/')
    ? party.fileId
    : endpoint.path.includes('/imports/')
      ? party.operationId
      : endpoint.path.includes('/exports/')
        ? party.exportId
        : ids[endpoint.segments[0]!]
  const query = endpoint.path === '/leave/requests' ? `?employeeId=${party.personId}` : ''
  const path = endpoint.path
    .replace('{slug}', party.slug)
    .replace('{server}', 'first')
    .replace('{key}', 'profile.salaryHistory')
    .replace('{id}', id ?? newId())
    .replace('{kind}', 'employees')
    .replace('{changeId}', newId())
    .replace('{documentId}', party.documentId)
  return path + query
}

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { generateSecret } from 'otplib'
import {
  createApiKey,
  createMember,
  createOperator,
  createOperatorApiKey,
  encodeSessionToken,
  listMails,
  PERMISSIONS,
  sessionCookie,
  startMemberSession,
  systemPrincipal,
} from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { env } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { startImport, storeImportFile } from '@/lib/hr'
import { createTenant } from '@/lib/lifecycle'
import { watchOperation } from '@/lib/operations'
import { openTenantById, type TenantDb } from '@/lib/tenancy'
import { operatorCookie } from './operator-cookie'

export type Cookie = { name: string; value: string }
export type Person = { userId: string; email: string; password: string; cookie: Cookie }
export type Company = {
  id: string
  slug: string
  host: string
  name: string
  owner: Person
  /** A key that may everything that a key may, and its id. */
  key: string
  keyId: string
  personId: string
  /** A family name that only this company has. */
  personName: string
  departmentId: string
  /** An import that found bad rows, with its uploaded file and its download. */
  operationId: string
  fileId: string
}
export type OfficeWorker = { operatorId: string; email: string; password: string; totpSecret: string; key: string; cookie: Cookie }
export type World = { victim: Company; attacker: Company; operator: OfficeWorker }

const PASSWORD = 'a long enough sentence for a test'
const system = systemPrincipal('e2e')
const DEMO = join(import.meta.dirname, '../../prisma/demo')

let world: Promise<World> | undefined

export const ACTIONS = {
  /** Made once for the run, whoever asks first. */
  world: (_: null): Promise<World> => {
    world ??= makeWorld()
    return world
  },
  member: async ({ tenantId, email, role, employeeNumber }: { tenantId: string; email: string; role: string; employeeNumber?: string }) => {
    const db = await openTenantById(tenantId)
    const employee = employeeNumber ? await db.employee.findFirst({ where: { number: employeeNumber } }) : null
    return makeMember(db, { email, role, name: email.split('@')[0]!, employeeId: employee?.id })
  },
  /** A company as it is the minute after it was made: an owner, and nobody in it. */
  newCompany: async ({ slug, name }: { slug: string; name: string }) => {
    const db = await openNewTenant({ slug, name, brandColour: '#4a3fa6', locale: 'en' })
    const owner = await makeMember(db, { email: `owner@${slug}.test`, role: 'owner', name: 'Olga Owner' })
    return { host: `${slug}.${env().BASE_DOMAIN}`, owner }
  },
  /** A company with an owner, for a test that changes it. */
  company: ({
    slug,
    locale = 'en',
    name = slug,
    people = 'small',
  }: {
    slug: string
    locale?: 'en' | 'ko'
    name?: string
    people?: 'sumac' | 'small'
  }) => makeCompany(slug, name, '#4a3fa6', people, locale),
  /** A name that is proven, leads here and is the main address, as the DNS of a test cannot make it in a running product. */
  holdDomain: async ({ tenantId, host }: { tenantId: string; host: string }) => {
    const proof = { token: 'e2e', createdBy: 'system:e2e', verifiedAt: new Date(), provenAt: new Date(), checkedAt: new Date() }
    await catalogDb().domain.create({ data: { tenantId, host, isPrimary: true, pointsHere: true, ...proof } })
    return null
  },
  /** A proven domain that people have mail addresses of, and that does not lead here. */
  holdMailDomain: async ({ tenantId, host }: { tenantId: string; host: string }) => {
    const proof = { token: 'e2e', createdBy: 'system:e2e', verifiedAt: new Date(), provenAt: new Date(), checkedAt: new Date() }
    await catalogDb().domain.create({ data: { tenantId, host, isPrimary: false, pointsHere: false, ...proof } })
    return null
  },
  operator: ({ email }: { email: string }) => makeOperator(email),
  mails: async ({ slug }: { slug: string }) => listMails(await openTenantById((await getTenant(slug)).id)),
}
export type Actions = typeof ACTIONS
export type ActionName = keyof Actions

async function makeWorld(): Promise<World> {
  const [victim, attacker, operator] = await Promise.all([
    makeCompany('victim', 'Sumac Works', '#b5472c', 'sumac', 'en'),
    makeCompany('attacker', 'Rival Holdings', '#0f6b66', 'small', 'en'),
    makeOperator('operator@office.test'),
  ])
  return { victim, attacker, operator }
}

async function openNewTenant(about: { slug: string; name: string; brandColour: string; locale: 'en' | 'ko' }): Promise<TenantDb> {
  const ownerEmail = `first-owner@${about.slug}.test`
  const { tenant, operation } = await createTenant(system, { ...about, ownerEmail, ownerName: 'First Owner', timeZone: 'Asia/Seoul' })
  await finished(operation.id)
  return openTenantById(tenant.id)
}

async function makeCompany(
  slug: string,
  name: string,
  brandColour: string,
  people: 'sumac' | 'small',
  locale: 'en' | 'ko',
): Promise<Company> {
  const db = await openNewTenant({ slug, name, brandColour, locale })
  const settings = { currency: 'USD', timeZone: 'Asia/Seoul', locale }
  const files = [
    await store(db, 'departments', people),
    await store(db, 'employees', people),
    ...(people === 'sumac' ? [await store(db, 'salaries', people)] : []),
  ]
  await finished((await startImport(db, system, { files, period: 'month' }, settings)).id)
  const bad = await storeImportFile(db, system, {
    name: 'bad.csv',
    content: Readable.from([Buffer.from(`employee_id,first_name,last_name,hire_date\n1,${slug}-bad,Row,never\n`)]),
  })
  const checked = await startImport(
    db,
    system,
    { files: [{ fileId: bad.fileId, kind: 'employees' }], mode: 'skip-bad-rows', isDryRun: true },
    settings,
  )
  await finished(checked.id)
  const personName = people === 'sumac' ? 'Atkinson' : `Unique${slug}`
  const person = await db.employee.findFirst({ where: { lastName: personName } })
  const owner = await makeMember(db, { email: `owner@${slug}.test`, role: 'owner', name: 'Olga Owner' })
  const { id: keyId, key } = await createApiKey(db, system, { name: 'e2e', permissions: PERMISSIONS })
  return {
    id: db.context.tenantId,
    slug,
    host: `${slug}.${env().BASE_DOMAIN}`,
    name,
    owner,
    key,
    keyId,
    personId: person!.id,
    personName,
    departmentId: person!.departmentId!,
    operationId: checked.id,
    fileId: bad.fileId,
  }
}

async function store(db: TenantDb, kind: 'departments' | 'employees' | 'salaries', people: 'sumac' | 'small') {
  const content =
    people === 'sumac' ? createReadStream(join(DEMO, `sumac/${kind}.csv`)) : Readable.from([Buffer.from(smallCsv(kind, await slugOf(db)))])
  return { fileId: (await storeImportFile(db, system, { name: `${kind}.csv`, content })).fileId, kind }
}

const slugOf = async (db: TenantDb) => (await getTenant(db.context.tenantId)).slug

function smallCsv(kind: string, slug: string): string {
  if (kind === 'departments') return 'department_id,name\n1,Kitchen\n2,Cellar\n'
  const rows = Array.from(
    { length: 12 },
    (_, index) =>
      `${index + 1},Given${index},${index === 0 ? `Unique${slug}` : `Family${index}`},2019-03-0${(index % 9) + 1},Cook,${(index % 2) + 1}`,
  )
  return `employee_id,first_name,last_name,hire_date,title,department_id\n${rows.join('\n')}\n`
}

async function makeMember(
  db: TenantDb,
  { email, role, name, employeeId }: { email: string; role: string; name: string; employeeId?: string },
): Promise<Person> {
  const { userId } = await createMember(db, system, { email, name, roleKey: role, password: PASSWORD, employeeId })
  const claims = await db.$transaction((tx) => startMemberSession(tx, userId, { userAgent: 'e2e' }))
  return { userId, email, password: PASSWORD, cookie: { name: sessionCookie().name, value: await encodeSessionToken(claims) } }
}

async function makeOperator(email: string): Promise<OfficeWorker> {
  const totpSecret = generateSecret()
  const { operatorId } = await createOperator(system, { email, name: 'Oscar Operator', role: 'admin', password: PASSWORD, totpSecret })
  const { key } = await createOperatorApiKey(system, { operatorId, name: 'e2e' })
  return { operatorId, email, password: PASSWORD, totpSecret, key, cookie: await operatorCookie(operatorId) }
}

async function finished(operationId: string): Promise<void> {
  for await (const { state, error } of watchOperation(operationId))
    if (state === 'failed' || state === 'cancelled') throw new Error(`${operationId}: ${JSON.stringify(error)}`)
}

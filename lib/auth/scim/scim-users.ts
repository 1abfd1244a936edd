import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isUuid, newId, now } from '@/lib/core'
import { constraintOf, type TenantDb, type TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { isBeyondAdmin } from '../access/is-beyond-admin'
import { closeAccount } from '../member/close-account'
import { getRole } from '../member/roles'
import { noSuch, ScimError } from './scim-error'
import { listResponse, parseFilter, type ScimPage } from './scim-filter'
import { applyPatch, type ScimOperation } from './scim-patch'
import type { ScimCaller } from './scim-tokens'

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const USER_FILTERS = ['userName', 'externalId', 'id', 'emails.value', 'emails[type eq "work"].value', 'emails'] as const

const flag = z.union([z.boolean(), z.enum(['true', 'false', 'True', 'False']).transform((text) => text.toLowerCase() === 'true')])
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u)
/** What we keep of a user. userName is the mail address that the account is found by. */
const Attributes = z.object({
  userName: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  externalId: line(300).nullish(),
  displayName: line(200).nullish(),
  name: z.object({ givenName: line(100).nullish(), familyName: line(100).nullish(), formatted: line(200).nullish() }).nullish(),
  active: flag.nullish(),
})
type Attributes = z.output<typeof Attributes>

const SELECT = {
  id: true,
  email: true,
  name: true,
  givenName: true,
  familyName: true,
  externalId: true,
  status: true,
  createdAt: true,
  updatedAt: true,
  withdrawnAt: true,
  role: { select: { id: true, key: true, isBuiltin: true, permissions: true } },
  scimGroups: { select: { group: { select: { id: true, displayName: true } } }, take: 200 },
} as const
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const findRow = (tx: TenantDb | TenantTx, id: string) =>
  isUuid(id) ? tx.user.findFirst({ where: { id, withdrawnAt: null }, select: SELECT }) : Promise.resolve(null)

async function getRow(tx: TenantDb | TenantTx, id: string): Promise<Row> {
  const row = await findRow(tx, id)
  if (!row) throw noSuch('user', id)
  return row
}

export type ScimUser = ReturnType<typeof toScimUser>
export function toScimUser(row: Row, base: string) {
  const version = `W/"${createHash('sha256').update(row.updatedAt.toISOString()).digest('base64url').slice(0, 16)}"`
  return {
    schemas: [USER_SCHEMA],
    id: row.id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    userName: row.email,
    displayName: row.name,
    name: { formatted: row.name, givenName: row.givenName ?? '', familyName: row.familyName ?? '' },
    emails: [{ value: row.email, type: 'work', primary: true }],
    active: row.status === 'active',
    groups: row.scimGroups.map(({ group }) => ({ value: group.id, display: group.displayName, $ref: `${base}/Groups/${group.id}` })),
    meta: {
      resourceType: 'User',
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Users/${row.id}`,
      version,
    },
  }
}

export async function listScimUsers(db: TenantDb, base: string, filterText: string | null, page: ScimPage) {
  const filter = parseFilter(filterText, USER_FILTERS)
  const where = { withdrawnAt: null, ...(filter && whereOf(filter.attribute, filter.value)) }
  const [total, rows] = await Promise.all([
    db.user.count({ where }),
    page.count === 0
      ? []
      : db.user.findMany({ where, orderBy: { id: 'asc' }, skip: page.startIndex - 1, take: page.count, select: SELECT }),
  ])
  return listResponse(
    rows.map((row) => toScimUser(row, base)),
    total,
    page,
  )
}

function whereOf(attribute: string, value: string) {
  if (attribute === 'externalId') return { externalId: value }
  if (attribute === 'id') return isUuid(value) ? { id: value } : { id: { in: [] } }
  return { email: value.trim().toLowerCase() }
}

export const getScimUser = async (db: TenantDb, base: string, id: string) => toScimUser(await getRow(db, id), base)

/** A new account without a password: the person comes in by the company's provider, or asks for one by mail. */
export async function createScimUser(db: TenantDb, caller: ScimCaller, base: string, body: unknown) {
  const given = parse(body)
  return unique(() =>
    db.$transaction(async (tx) => {
      const before = await tx.user.findFirst({
        where: { email: given.userName },
        select: { id: true, withdrawnAt: true, role: SELECT.role },
      })
      if (before && before.withdrawnAt === null) throw taken()
      const id = before?.id ?? newId()
      if (before) {
        requireReach(before.role)
        await tx.user.update({ where: { id }, data: { withdrawnAt: null, ...columns(given), status: 'active' } })
      } else {
        const role = await getRole(tx, 'employee')
        await tx.user.create({ data: { id, ...columns(given), roleId: role.id } })
      }
      await told(tx, caller, before ? 'member.enabled' : 'member.created', id)
      if (given.active === false) await told(tx, caller, 'member.disabled', id, await closeAccount(tx, id))
      return toScimUser(await getRow(tx, id), base)
    }),
  )
}

export const replaceScimUser = (db: TenantDb, caller: ScimCaller, base: string, id: string, body: unknown) =>
  changeScimUser(db, caller, base, id, () => parse(body))

export const patchScimUser = (db: TenantDb, caller: ScimCaller, base: string, id: string, operations: ScimOperation[]) =>
  changeScimUser(db, caller, base, id, (row) => {
    const before = toScimUser(row, base)
    return parse(afterPatch(before, applyPatch(before, operations)))
  })

/** Entra changes parts of the name and leaves its whole as it was: what was changed counts. */
function afterPatch(before: Record<string, unknown>, after: Record<string, unknown>): unknown {
  const name = after.name as { givenName?: string; familyName?: string; formatted?: string } | undefined
  const was = before.name as typeof name
  const isRenamed = after.displayName === before.displayName && name?.formatted === was?.formatted
  const parts = isRenamed && (name?.givenName !== was?.givenName || name?.familyName !== was?.familyName)
  return parts ? { ...after, displayName: undefined, name: { ...name, formatted: undefined } } : after
}

async function changeScimUser(db: TenantDb, caller: ScimCaller, base: string, id: string, next: (row: Row) => Attributes) {
  return unique(() =>
    db.$transaction(async (tx) => {
      const row = await getRow(tx, id)
      const given = next(row)
      const isOpen = given.active ?? row.status === 'active'
      requireReach(row.role)
      await tx.user.update({ where: { id }, data: { ...columns(given), ...(isOpen && { status: 'active' }) } })
      await told(tx, caller, 'member.updated', id)
      if (!isOpen && row.status === 'active') await told(tx, caller, 'member.disabled', id, await closeAccount(tx, id))
      if (isOpen && row.status !== 'active') await told(tx, caller, 'member.enabled', id)
      return toScimUser(await getRow(tx, id), base)
    }),
  )
}

/** The account is closed and stays, because what the person did stays; the directory does not see it any more. */
export async function deleteScimUser(db: TenantDb, caller: ScimCaller, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const row = await getRow(tx, id)
    requireReach(row.role)
    const detail = await closeAccount(tx, id)
    await tx.user.update({ where: { id }, data: { withdrawnAt: now(), externalId: null } })
    await tx.scimGroupMember.deleteMany({ where: { userId: id } })
    await told(tx, caller, 'member.disabled', id, detail)
  })
}

function parse(body: unknown): Attributes {
  const parsed = Attributes.safeParse(body)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  throw new ScimError(400, `${path.join('.') || 'The body'}: ${message}. userName is a mail address.`, 'invalidValue')
}

function columns({ userName, externalId, displayName, name }: Attributes) {
  const whole = [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  return {
    email: userName,
    name: displayName || name?.formatted || whole || userName.split('@')[0]!,
    externalId: externalId ?? null,
    givenName: name?.givenName || null,
    familyName: name?.familyName || null,
  }
}

function requireReach(role: Row['role']): void {
  if (isBeyondAdmin(role)) throw new ScimError(403, 'This account may more than administrators. It is changed in the portal, by owners.')
}

const taken = () => new ScimError(409, 'There is a user with this userName.', 'uniqueness')

async function unique<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw constraintOf(error) ? taken() : error
  }
}

const told = (tx: TenantTx, { tokenId, requestId }: ScimCaller, action: string, id: string, detail: Record<string, unknown> = {}) =>
  recordAudit(tx, {
    actor: { kind: 'api-key', id: tokenId },
    action,
    subject: { kind: 'user', id },
    detail: { ...detail, by: 'scim' },
    requestId,
  })

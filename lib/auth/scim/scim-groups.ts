import { z } from 'zod'
import { AppError, isUuid, newId } from '@/lib/core'
import { constraintOf, type TenantDb, type TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { isBeyondAdmin } from '../access/is-beyond-admin'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { getRole, requireMayAssign } from '../member/roles'
import { noSuch, ScimError } from './scim-error'
import { listResponse, parseFilter, type ScimPage } from './scim-filter'
import { applyPatch, type ScimOperation } from './scim-patch'
import type { ScimCaller } from './scim-tokens'
import { settleRoles } from './settle-roles'

export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const GROUP_FILTERS = ['displayName', 'externalId', 'id'] as const
const MEMBERS_MAX = 20_000

const Attributes = z.object({
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u),
  externalId: z.string().max(300).nullish(),
  members: z
    .array(z.object({ value: z.string() }))
    .max(MEMBERS_MAX)
    .nullish(),
})
type Attributes = z.output<typeof Attributes>

const SELECT = {
  id: true,
  displayName: true,
  externalId: true,
  createdAt: true,
  updatedAt: true,
  members: { select: { userId: true, user: { select: { name: true } } }, take: MEMBERS_MAX },
} as const
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const findRow = (tx: TenantDb | TenantTx, id: string) =>
  isUuid(id) ? tx.scimGroup.findFirst({ where: { id }, select: SELECT }) : Promise.resolve(null)

async function getRow(tx: TenantDb | TenantTx, id: string): Promise<Row> {
  const row = await findRow(tx, id)
  if (!row) throw noSuch('group', id)
  return row
}

function toScimGroup(row: Row, base: string) {
  return {
    schemas: [GROUP_SCHEMA],
    id: row.id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    displayName: row.displayName,
    members: row.members.map(({ userId, user }) => ({ value: userId, display: user.name, $ref: `${base}/Users/${userId}` })),
    meta: {
      resourceType: 'Group',
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Groups/${row.id}`,
    },
  }
}

export async function listScimGroups(db: TenantDb, base: string, filterText: string | null, page: ScimPage, withMembers: boolean) {
  const filter = parseFilter(filterText, GROUP_FILTERS)
  const where = filter ? whereOf(filter.attribute, filter.value) : {}
  const select = withMembers ? SELECT : { ...SELECT, members: { ...SELECT.members, take: 0 } }
  const [total, rows] = await Promise.all([
    db.scimGroup.count({ where }),
    page.count === 0 ? [] : db.scimGroup.findMany({ where, orderBy: { id: 'asc' }, skip: page.startIndex - 1, take: page.count, select }),
  ])
  return listResponse(
    rows.map((row) => toScimGroup(row, base)),
    total,
    page,
  )
}

function whereOf(attribute: string, value: string) {
  if (attribute === 'id') return isUuid(value) ? { id: value } : { id: { in: [] } }
  return attribute === 'externalId' ? { externalId: value } : { displayName: value }
}

export const getScimGroup = async (db: TenantDb, base: string, id: string) => toScimGroup(await getRow(db, id), base)

/** A group gives no role before an administrator has given it one. */
export async function createScimGroup(db: TenantDb, caller: ScimCaller, base: string, body: unknown) {
  const given = parse(body)
  return unique(() =>
    db.$transaction(async (tx) => {
      const id = newId()
      await tx.scimGroup.create({ data: { id, displayName: given.displayName, externalId: given.externalId ?? null } })
      await setMembers(tx, caller, id, [], given)
      await told(tx, caller, 'scim.group_created', id)
      return toScimGroup(await getRow(tx, id), base)
    }),
  )
}

export const replaceScimGroup = (db: TenantDb, caller: ScimCaller, base: string, id: string, body: unknown) =>
  changeScimGroup(db, caller, base, id, () => ({ members: [], ...parse(body) }))

export const patchScimGroup = (db: TenantDb, caller: ScimCaller, base: string, id: string, operations: ScimOperation[]) =>
  changeScimGroup(db, caller, base, id, (row) => ({ members: [], ...parse(applyPatch(toScimGroup(row, base), operations)) }))

async function changeScimGroup(db: TenantDb, caller: ScimCaller, base: string, id: string, next: (row: Row) => Attributes) {
  return unique(() =>
    db.$transaction(async (tx) => {
      const row = await getRow(tx, id)
      const given = next(row)
      await tx.scimGroup.update({ where: { id }, data: { displayName: given.displayName, externalId: given.externalId ?? null } })
      await setMembers(
        tx,
        caller,
        id,
        row.members.map(({ userId }) => userId),
        given,
      )
      await told(tx, caller, 'scim.group_changed', id)
      return toScimGroup(await getRow(tx, id), base)
    }),
  )
}

export async function deleteScimGroup(db: TenantDb, caller: ScimCaller, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const row = await getRow(tx, id)
    await tx.scimGroup.delete({ where: { id } })
    await settleRoles(
      tx,
      caller,
      row.members.map(({ userId }) => userId),
    )
    await told(tx, caller, 'scim.group_deleted', id)
  })
}

async function setMembers(tx: TenantTx, caller: ScimCaller, groupId: string, before: string[], { members }: Attributes): Promise<void> {
  const wanted = new Set((members ?? []).map(({ value }) => value))
  const added = [...wanted].filter((id) => !before.includes(id))
  const removed = before.filter((id) => !wanted.has(id))
  const known = await tx.user.findMany({ where: { id: { in: added.filter(isUuid) }, withdrawnAt: null }, select: { id: true } })
  if (known.length < added.length) throw new ScimError(400, 'A member of the group is no user here.', 'invalidValue')
  await tx.scimGroupMember.deleteMany({ where: { groupId, userId: { in: removed } } })
  await tx.scimGroupMember.createMany({ data: added.map((userId) => ({ groupId, userId })) })
  await settleRoles(tx, caller, [...added, ...removed])
}

export type ScimGroupView = { id: string; displayName: string; roleKey: string | null; members: number }

export async function listGroupRoles(db: TenantDb): Promise<ScimGroupView[]> {
  const groups = await db.scimGroup.findMany({
    orderBy: { displayName: 'asc' },
    take: 200,
    select: { id: true, displayName: true, role: { select: { key: true } }, _count: { select: { members: true } } },
  })
  return groups.map(({ id, displayName, role, _count }) => ({ id, displayName, roleKey: role?.key ?? null, members: _count.members }))
}

/** Gives a group of the directory a role here, or takes it back. Throws `forbidden` for a role that may more than the caller. */
export async function giveGroupRole(
  db: TenantDb,
  actor: Principal,
  { groupId, roleKey, requestId }: { groupId: string; roleKey: string | null; requestId?: string | null },
): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    const role = roleKey === null ? null : await getRole(tx, roleKey)
    if (role) requireMayAssign(actor, role)
    if (role && isBeyondAdmin(role))
      throw new AppError('invalid_input', { message: 'A directory cannot make owners.', key: 'auth.errors.groupOwner' })
    const group = await tx.scimGroup.findFirst({ where: { id: groupId }, select: { id: true, members: { select: { userId: true } } } })
    if (!group) throw new AppError('not_found', { message: 'There is no such group.', key: 'auth.errors.noSuchGroup' })
    await tx.scimGroup.update({ where: { id: groupId }, data: { roleId: role?.id ?? null } })
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'scim.group_role_given',
      subject: { kind: 'scim-group', id: groupId },
      detail: { role: roleKey },
      requestId,
    })
    await settleRoles(
      tx,
      { tokenId: actorOf(actor).id, requestId },
      group.members.map(({ userId }) => userId),
    )
  })
}

function parse(body: unknown): Attributes {
  const parsed = Attributes.safeParse(body)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  throw new ScimError(400, `${path.join('.') || 'The body'}: ${message}.`, 'invalidValue')
}

async function unique<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw constraintOf(error) ? new ScimError(409, 'There is a group with this displayName.', 'uniqueness') : error
  }
}

const told = (tx: TenantTx, { tokenId, requestId }: ScimCaller, action: string, id: string) =>
  recordAudit(tx, { actor: { kind: 'api-key', id: tokenId }, action, subject: { kind: 'scim-group', id }, requestId })

import { AppError, newId } from '@/lib/core'
import { sql, type TenantDb, type TenantTx, table } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { requireMayAssign } from '../member/roles'
import { requireKnown } from './require-known'
import { OWN_ROLES_MAX, type RoleInput } from './role-input'

/** A role of the tenant's own. Throws `forbidden` for a permission that its maker has not, `conflict` for a name that is taken. */
export async function createRole(
  db: TenantDb,
  actor: Principal,
  input: RoleInput,
  { requestId }: { requestId?: string | null } = {},
): Promise<{ key: string }> {
  requirePermission(actor, 'roles:manage')
  requireKnown(actor, input.permissions)
  requireMayAssign(actor, { key: '', isBuiltin: false, permissions: input.permissions })
  return db.$transaction(async (tx) => {
    await lockRoles(tx)
    await requireFreeName(tx, input.name)
    if ((await tx.role.count({ where: { isBuiltin: false } })) >= OWN_ROLES_MAX) {
      throw new AppError('conflict', {
        message: `There are ${OWN_ROLES_MAX} roles already. Delete one that nobody has.`,
        key: 'auth.errors.tooManyRoles',
        values: { count: OWN_ROLES_MAX },
      })
    }
    const key = await freeKey(tx, input.name)
    const { id } = await tx.role.create({ data: { id: newId(), key, ...input } })
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'role.created',
      subject: { kind: 'role', id },
      detail: { key, permissions: input.permissions },
      requestId,
    })
    return { key }
  })
}

/** Changes of roles wait for each other: of two with one name, the second hears of the first. */
export async function lockRoles(tx: TenantTx): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM ${table('roles')} WHERE key = 'owner' FOR UPDATE`)
}

/** Throws `conflict`, also for a name that differs in case alone. */
export async function requireFreeName(tx: TenantTx, name: string, exceptId?: string): Promise<void> {
  const roles = await tx.role.findMany({ select: { id: true, name: true } })
  if (!roles.some((role) => role.id !== exceptId && role.name.toLowerCase() === name.toLowerCase())) return
  const message = 'There is a role of this name already.'
  throw new AppError('conflict', { message, fields: { name: message }, key: 'auth.errors.roleNameTaken' })
}

/** What scripts call it: the name in small letters of any script, with a number behind it where that is taken. */
async function freeKey(tx: TenantTx, name: string): Promise<string> {
  const stem =
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 50) || 'role'
  const taken = new Set((await tx.role.findMany({ select: { key: true } })).map(({ key }) => key))
  if (!taken.has(stem)) return stem
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}

import { findMemberAccess, hasPermission, type Permission, type Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { belowSql } from '../people-sql'
import { FIELD_GROUPS, type FieldGroup, mayRead, mayWrite, PERSON_FIELDS, type PersonField } from './field-policy'

export interface AccessView {
  userId: string
  name: string
  roleKey: string
  roleName: string
  /** The person's own profile, or null: then there is no own and no team. */
  employeeId: string | null
  /** People below, in any depth. */
  teamSize: number
  permissions: Permission[]
  groups: { group: FieldGroup; fields: PersonField[]; own: boolean; team: boolean; others: boolean; write: boolean }[]
}

/** What a member can see and change, answered by the same rules that answer their requests. Throws `not_found`, `forbidden`. */
export async function describeAccess(db: TenantDb, actor: Principal, userId: string): Promise<AccessView> {
  const member = await findMemberAccess(db, actor, userId)
  if (!member) throw new AppError('not_found', { message: 'There is no such member.', key: 'auth.errors.noSuchMember' })
  const teamSize = member.employeeId ? await countBelow(db, member.employeeId) : 0
  const principal: Principal = { ...member, tenantId: db.context.tenantId, sessionId: '', email: '', locale: null }
  const isPerson = member.employeeId !== null
  return {
    userId,
    name: member.name,
    roleKey: member.roleKey,
    roleName: member.roleName,
    employeeId: member.employeeId,
    teamSize,
    permissions: [...member.permissions],
    groups: FIELD_GROUPS.map((group) => ({
      group,
      fields: (Object.keys(PERSON_FIELDS) as PersonField[]).filter((field) => PERSON_FIELDS[field] === group),
      own: isPerson && mayRead(principal, group, 'self'),
      team: teamSize > 0 && mayRead(principal, group, 'below'),
      others: mayRead(principal, group, 'other'),
      write: hasPermission(principal, 'people:read') && mayWrite(principal, group),
    })),
  }
}

async function countBelow(db: TenantDb, me: string): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>(sql`
    SELECT count(*)::integer AS n FROM ${table('employees')} e WHERE e.status = 'active' AND e.id IN (${belowSql(me)})`)
  return row!.n
}

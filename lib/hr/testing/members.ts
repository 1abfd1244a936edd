import { createMember, findActingPrincipal, type MemberPrincipal, seedRoles, systemPrincipal } from '@/lib/auth'
import { newId } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'

/** A member with an account, for what is kept under their id. */
export async function addMember(db: TenantDb, roleKey: string): Promise<MemberPrincipal> {
  await db.$transaction(seedRoles)
  const { userId } = await createMember(db, systemPrincipal('test'), {
    email: `${newId()}@example.test`,
    name: roleKey,
    roleKey,
    password: 'correct horse battery staple',
  })
  return (await findActingPrincipal(db, { kind: 'member', id: userId })) as MemberPrincipal
}

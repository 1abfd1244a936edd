import type { TenantDb } from '@/lib/db'

export type MemberView = {
  id: string
  email: string
  name: string
  roleKey: string
  status: string
  employeeId: string | null
  createdAt: Date
  lastSignInAt: Date | null
  hasFactor: boolean
}

/** Accounts by e-mail address; `after` is the last one of the page before. */
export async function listMembers(db: TenantDb, { limit = 100, after }: { limit?: number; after?: string } = {}): Promise<MemberView[]> {
  const members = await db.user.findMany({
    where: after === undefined ? {} : { email: { gt: after } },
    orderBy: { email: 'asc' },
    take: Math.min(limit, 500),
    include: { role: { select: { key: true } } },
  })
  return members.map(({ id, email, name, role, status, employeeId, createdAt, lastSignInAt, totpSecret }) => ({
    id,
    email,
    name,
    roleKey: role.key,
    status,
    employeeId,
    createdAt,
    lastSignInAt,
    hasFactor: totpSecret !== null,
  }))
}

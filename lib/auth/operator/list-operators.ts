import { isUuid } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { isOperatorRole, type OperatorRole } from '../access/permissions'
import type { OperatorPrincipal, SystemPrincipal } from '../access/principal'
import { requirePermission } from '../access/require-permission'

export type OperatorView = {
  id: string
  email: string
  name: string
  role: OperatorRole
  status: 'active' | 'disabled'
  hasTotp: boolean
  createdAt: Date
  lastSignInAt: Date | null
}

/** `search` is part of the name or of the address. */
export type OperatorQuery = { search?: string; role?: OperatorRole; status?: 'active' | 'disabled' }

/** Everybody who can sign in at the back office, or could, by e-mail address. */
export async function listOperators(actor: OperatorPrincipal | SystemPrincipal, query: OperatorQuery = {}): Promise<OperatorView[]> {
  requirePermission(actor, 'operator:manage')
  const { role, status } = query
  const text = query.search?.trim().replace(/[\\%_]/g, '\\$&') // Prisma passes LIKE's special characters on
  const rows = await catalogDb().operator.findMany({
    where: {
      ...(role && { role }),
      ...(status && { status }),
      ...(text && { OR: [{ email: { contains: text.toLowerCase() } }, { name: { contains: text, mode: 'insensitive' } }] }),
    },
    orderBy: { email: 'asc' },
    take: 500,
  })
  return rows.map(({ id, email, name, role, status, totpSecret, createdAt, lastSignInAt }) => ({
    id,
    email,
    name,
    role: isOperatorRole(role) ? role : 'viewer',
    status: status === 'active' ? 'active' : 'disabled',
    hasTotp: totpSecret !== null,
    createdAt,
    lastSignInAt,
  }))
}

/** Names by id, for trails that hold ids alone. */
export async function nameOperators(ids: Iterable<string>): Promise<Map<string, string>> {
  const rows = await catalogDb().operator.findMany({
    where: { id: { in: [...new Set(ids)].filter(isUuid) } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

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

/** Everybody who can sign in at the back office, or could, by e-mail address. */
export async function listOperators(actor: OperatorPrincipal | SystemPrincipal): Promise<OperatorView[]> {
  requirePermission(actor, 'operator:manage')
  const rows = await catalogDb().operator.findMany({ orderBy: { email: 'asc' }, take: 500 })
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

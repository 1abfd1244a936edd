import type { Actor, Locale } from '@/lib/core'
import type { OperatorPermission, OperatorRole, Permission } from './permissions'

/** A person who signed in at a tenant's portal. */
export type MemberPrincipal = {
  kind: 'member'
  tenantId: string
  userId: string
  sessionId: string
  name: string
  email: string
  roleKey: string
  permissions: ReadonlySet<Permission>
  /** The plugins that answer at this tenant. `permissions` holds nothing of any other. */
  plugins?: ReadonlySet<string>
  /** The employee this person is, where the account is tied to one. */
  employeeId: string | null
  /** What the person chose, or null: then the tenant's. */
  locale: Locale | null
}

/** A person who signed in at the back office, or a script with that person's key; then there is no session. */
export type OperatorPrincipal = {
  kind: 'operator'
  operatorId: string
  sessionId: string | null
  name: string
  email: string
  role: OperatorRole
  permissions: ReadonlySet<OperatorPermission>
  locale: Locale | null
}

/** A script with a key of one tenant. */
export type ApiKeyPrincipal = {
  kind: 'api-key'
  tenantId: string
  keyId: string
  name: string
  permissions: ReadonlySet<Permission>
  plugins?: ReadonlySet<string>
}

/** The service itself: a worker, a migration, the first start. It is never made from a request. */
export type SystemPrincipal = { kind: 'system'; name: string }

export type Principal = MemberPrincipal | OperatorPrincipal | ApiKeyPrincipal | SystemPrincipal

export const systemPrincipal = (name: string): SystemPrincipal => ({ kind: 'system', name })

/** Who did it, for the audit trail. */
export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'member':
      return { kind: 'member', id: principal.userId }
    case 'operator':
      return { kind: 'operator', id: principal.operatorId }
    case 'api-key':
      return { kind: 'api-key', id: principal.keyId }
    case 'system':
      return { kind: 'system', id: principal.name }
  }
}

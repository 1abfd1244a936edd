import type { ApiKeyPrincipal, MemberPrincipal, OperatorPrincipal } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import type { TenantDb } from '@/lib/tenancy'

/** An operator, by key or by session, on admin.<base>. */
export type OperatorCaller = { audience: 'operator'; principal: OperatorPrincipal }

/** A member's session or a key of this tenant, on this tenant's host, with the way to this tenant's rows and to no others. */
export type TenantCaller = { audience: 'tenant'; principal: MemberPrincipal | ApiKeyPrincipal; tenant: ResolvedTenant; db: TenantDb }

export type Caller = OperatorCaller | TenantCaller

/** Whose door was knocked at, before anybody is known. */
export type Door = { kind: 'operator' } | { kind: 'tenant'; tenant: ResolvedTenant }

import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { findMemberVisit, findVisitedTenant, visitLocale } from '@/lib/actions'
import { hasPermission, type MemberPrincipal, type Permission, safeNextPath } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import type { Locale } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'

/**
 * The tenant whose door this is, by the Host header alone. Its status may be `stopped`: layouts then show that and nothing else, and
 * `requirePortal` opens nothing. A tenant that is still being made, or was never, is not found.
 */
export const findPortalTenant = cache(async (): Promise<ResolvedTenant> => {
  const tenant = await findVisitedTenant()
  if (tenant?.status !== 'active' && tenant?.status !== 'stopped') notFound()
  return tenant
})

export type Portal = { tenant: ResolvedTenant; db: TenantDb; principal: MemberPrincipal; locale: Locale }

const findPortal = cache(async (): Promise<Portal | null> => {
  const visit = await findMemberVisit()
  if (!visit) notFound()
  const { tenant, db, principal, waiting } = visit
  if (waiting) redirect(verifyPath(await headers()))
  return principal && { tenant, db, principal, locale: await visitLocale(principal.locale, tenant.locale) }
})

/**
 * The first line of every page behind sign-in, layouts or not: host, session, permission. Without a session it goes to sign-in and
 * comes back afterwards; without the permission the page is not found, as if there were none.
 */
export async function requirePortal(permission?: Permission): Promise<Portal> {
  await findPortalTenant()
  const portal = await findPortal()
  if (!portal) redirect(signInPath(await headers()))
  if (permission && !hasPermission(portal.principal, permission)) notFound()
  return portal
}

/** The language for people who have not signed in. */
export async function doorLocale(): Promise<Locale> {
  return visitLocale(null, (await findPortalTenant()).locale)
}

/** Where this page sends people who are not signed in: `/sign-in?next=` with a path of this host. */
export const signInPath = (head: Headers) => doorPath('/sign-in', head)

/** Where it sends those from whom a second factor is asked first. */
const verifyPath = (head: Headers) => doorPath('/verify', head)

function doorPath(door: string, head: Headers): string {
  const asked = (head.get('x-request-path') ?? '/').replace(/([?&])_rsc=[^&]*&?/, '$1').replace(/[?&]$/, '')
  const next = safeNextPath(asked)
  return next === '/' ? door : `${door}?next=${encodeURIComponent(next)}`
}

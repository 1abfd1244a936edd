import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import {
  type Client,
  clientAddress,
  cookieFrom,
  decodeSessionToken,
  deviceCookie,
  findMemberEntry,
  findOperatorSession,
  isSentTwice,
  type MemberPrincipal,
  OPERATOR_SCOPE,
  type OperatorSession,
  sessionCookie,
  type WaitingMember,
} from '@/lib/auth'
import { findTenantByHost, type ResolvedTenant } from '@/lib/catalog'
import { env, type Host, isUuid, type Locale, newId, parseHost } from '@/lib/core'
import { LOCALE_COOKIE, pickLocale } from '@/lib/portal'
import { openTenant, type TenantDb } from '@/lib/tenancy'

/** The tenant whose door the Host header names, or null. Once per request; nothing in the path or the body has a say in it. */
export const findVisitedTenant = cache(async (): Promise<ResolvedTenant | null> => findTenantByHost((await headers()).get('host')))

export type MemberVisit = {
  tenant: ResolvedTenant
  db: TenantDb
  principal: MemberPrincipal | null
  /** Signed in, and not let in before a second factor. Nothing but the page that asks for it looks here. */
  waiting: WaitingMember | null
}

/**
 * Who stands before a tenant's portal, from one query, once per request. A cookie that is forged, another tenant's or of a session
 * that has ended is nobody. Throws `tenant_stopped`, `tenant_locked` and their kin.
 */
export const findMemberVisit = cache(async (): Promise<MemberVisit | null> => {
  const tenant = await findVisitedTenant()
  if (!tenant) return null
  const db = openTenant(tenant)
  const claims = await decodeSessionToken(tenant.id, await sessionValue())
  const entry = claims && (await findMemberEntry(db, tenant, claims))
  return entry?.needs ? { tenant, db, principal: null, waiting: entry } : { tenant, db, principal: entry?.principal ?? null, waiting: null }
})

export const isOfficeHost = cache(() => isHostOf('operator'))
export const isSiteHost = cache(() => isHostOf('site'))

async function isHostOf(kind: Host['kind']): Promise<boolean> {
  return parseHost((await headers()).get('host'), env().BASE_DOMAIN).kind === kind
}

/** Who stands before the back office; null also on every other host, whatever cookie is sent. */
export const findOperatorVisit = cache(async (): Promise<OperatorSession | null> => {
  if (!(await isOfficeHost())) return null
  const claims = await decodeSessionToken(OPERATOR_SCOPE, await sessionValue())
  return claims && (await findOperatorSession(claims))
})

/** As the browser will have it: an action may have set another one before the page is rendered again in the same answer. */
async function sessionValue(): Promise<string | null> {
  const { name } = sessionCookie()
  if (isSentTwice((await headers()).get('cookie'), name)) return null
  return (await cookies()).get(name)?.value ?? null
}

export type VisitingClient = Client & { deviceToken: string | null }

/** Address and browser, for limits and for the person's list of sessions. */
export async function visitingClient(): Promise<VisitingClient> {
  const head = await headers()
  return {
    address: clientAddress(head),
    userAgent: head.get('user-agent') ?? '',
    deviceToken: cookieFrom(head.get('cookie'), deviceCookie().name),
  }
}

export async function visitLocale(account: string | null | undefined, fallback: string): Promise<Locale> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return pickLocale({ cookie: jar.get(LOCALE_COOKIE)?.value, account, acceptLanguage: head.get('accept-language'), fallback })
}

/** The request's number, as the log and the audit trail know it. */
export const requestNumber = cache(async (): Promise<string> => {
  const given = (await headers()).get('x-request-id')
  return isUuid(given) ? given : newId()
})

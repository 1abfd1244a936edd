import { findMemberVisit, visitLocale } from '@/lib/actions'
import { hasPermission, type MemberPrincipal, type Permission } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError, isAppError, isUuid, type Locale, log, toProblem } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'

export type PortalCaller = { tenant: ResolvedTenant; db: TenantDb; principal: MemberPrincipal; locale: Locale }

/** Host, session, permission: the first line of every handler that the portal's own pages call. */
export async function requireCaller(permission: Permission): Promise<PortalCaller> {
  const visit = await findMemberVisit()
  if (!visit) throw new AppError('not_found', { message: 'There is nothing at this address.' })
  const { tenant, db, principal } = visit
  if (!principal) throw new AppError('unauthenticated', { message: 'Sign in first.', key: 'auth.errors.sessionEnded' })
  if (!hasPermission(principal, permission)) throw new AppError('not_found', { message: 'There is nothing at this address.' })
  return { tenant, db, principal, locale: await visitLocale(principal.locale, tenant.locale) }
}

/** Answers with JSON that no cache keeps, or with the problem. */
export async function answer(request: Request, work: () => Promise<unknown>): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store' }
  try {
    const result = await work()
    return result instanceof Response ? result : Response.json(result, { headers })
  } catch (error) {
    const given = request.headers.get('x-request-id')
    const problem = toProblem(error, isUuid(given) ? `urn:uuid:${given}` : undefined)
    if (!isAppError(error) || problem.status === 500) log.error({ err: error, requestId: given }, 'portal handler failed')
    return Response.json(problem, { status: problem.status, headers: { ...headers, 'content-type': 'application/problem+json' } })
  }
}

/** Browsers send Origin with every POST. A request that writes comes from a page of this very host, or is no page's at all. */
export function requireOwnOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (origin && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')) return
  throw new AppError('forbidden', { message: 'This request did not come from this page.', key: 'auth.errors.foreignOrigin' })
}

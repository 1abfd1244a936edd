import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { findOperatorVisit, isOfficeHost } from '@/lib/actions'
import { hasPermission, type OperatorPermission, type OperatorPrincipal, offerTotp, safeNextPath, type TotpEnrolment } from '@/lib/auth'

/**
 * The first line of every page of the back office: host, session, second factor, permission. Without a whole session it goes to
 * sign-in; without the permission, and on every other host, the page is not found.
 */
export async function requireOperator(permission?: OperatorPermission): Promise<{ principal: OperatorPrincipal & { sessionId: string } }> {
  if (!(await isOfficeHost())) notFound()
  const session = await findOperatorVisit()
  if (!session?.isVerified) {
    const asked = ((await headers()).get('x-request-path') ?? '/').replace(/([?&])_rsc=[^&]*&?/, '$1').replace(/[?&]$/, '')
    const next = safeNextPath(asked)
    redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
  }
  if (permission && !hasPermission(session.principal, permission)) notFound()
  return { principal: session.principal }
}

/** How far the visitor of /sign-in has come: nothing yet, password given and a code or a first second factor to come, or all done. */
export type OperatorDoor =
  | { state: 'password' }
  | { state: 'code'; email: string }
  | { state: 'enrol'; email: string; enrolment: TotpEnrolment }
  | { state: 'open' }

export async function findOperatorDoor(issuer: string): Promise<OperatorDoor> {
  if (!(await isOfficeHost())) notFound()
  const session = await findOperatorVisit()
  if (!session) return { state: 'password' }
  if (session.isVerified) return { state: 'open' }
  const { email, sessionId } = session.principal
  return session.hasTotp ? { state: 'code', email } : { state: 'enrol', email, enrolment: offerTotp(sessionId, email, issuer) }
}

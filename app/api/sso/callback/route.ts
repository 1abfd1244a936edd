import { NextResponse } from 'next/server'
import { findMemberVisit, requestNumber, setBrowserSession, takeSsoState, visitedOrigin, visitingClient } from '@/lib/actions'
import { finishSso } from '@/lib/auth'
import { isAppError, log, toProblem } from '@/lib/core'

/**
 * Where the company's provider sends people back to, on each host of a tenant. It leads to a path of this host and to no other
 * address, whatever was asked or answered; what went wrong is a word of ours, which the page turns into a sentence.
 */
export async function GET(request: Request): Promise<Response> {
  const origin = await visitedOrigin()
  const lead = (path: string) =>
    new NextResponse(null, {
      status: 303,
      headers: { location: origin + path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    })
  let isSignedIn = false
  try {
    const visit = await findMemberVisit()
    if (!visit) return new Response(null, { status: 404 })
    const { tenant, db, principal } = visit
    isSignedIn = principal !== null
    const { pathname, search } = new URL(request.url)
    const { signedIn, next } = await finishSso(db, tenant, {
      url: new URL(pathname + search, origin),
      sealed: await takeSsoState(),
      current: principal,
      client: await visitingClient(),
      requestId: await requestNumber(),
    })
    if (signedIn) await setBrowserSession(signedIn)
    return lead(next)
  } catch (error) {
    if (!isAppError(error) || toProblem(error).status === 500) log.error({ err: error }, 'company sign-in failed')
    const word = /^auth\.errors\.(sso\w+)$/.exec((isAppError(error) && error.key) || '')?.[1] ?? 'ssoAnswer'
    return lead(`${isSignedIn ? '/settings' : '/sign-in'}?problem=${word}`)
  }
}

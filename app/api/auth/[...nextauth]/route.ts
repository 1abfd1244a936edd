import NextAuth from 'next-auth'
import { AppError, isAppError, toProblem } from '@/lib/core'
import { authOptions } from '../auth-options'
import { findAuthDoor } from '../find-auth-door'

// The origin comes from each request's own host, which find-auth-door checks; a fixed one would be one for all tenants.
process.env.AUTH_TRUST_HOST = '1'
delete process.env.NEXTAUTH_URL

/** next-auth writes what the query says into headers, which take none of these. */
const CONTROL = /\p{Cc}/u

type Context = { params: Promise<{ nextauth: string[] }> }
// Its types know the pages router alone; that it serves route handlers with awaited params was tested.
const nextAuth = NextAuth as unknown as (request: Request, context: Context, options: ReturnType<typeof authOptions>) => Promise<Response>

async function handle(request: Request, context: Context): Promise<Response> {
  try {
    if ([...new URL(request.url).searchParams].some((pair) => CONTROL.test(pair.join(''))))
      throw new AppError('bad_request', { message: 'The address holds a character that cannot be shown.' })
    const door = await findAuthDoor(request.headers)
    if (!door) throw new AppError('not_found', { message: 'There is nothing at this address.' })
    let failure: unknown
    const response = await nextAuth(
      request,
      context,
      authOptions(door, (error) => (failure = error)),
    )
    if (!isAppError(failure) || failure.code === 'unauthenticated') return response
    const { status, ...rest } = toProblem(failure)
    return problem(status, rest, failure.retryAfterSeconds)
  } catch (error) {
    const { status, ...rest } = toProblem(error)
    return problem(status, rest, isAppError(error) ? error.retryAfterSeconds : undefined)
  }
}

function problem(status: number, body: object, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return new Response(JSON.stringify({ status, ...body }), { status, headers })
}

export { handle as GET, handle as POST }

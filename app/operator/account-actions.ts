'use server'
import { z } from 'zod'
import { clearBrowserSession, defineOfficeVisitorAction, setBrowserSession } from '@/lib/actions'
import { signOutOperator as end, enrolTotp, safeNextPath, signInOperator, verifyTotp } from '@/lib/auth'
import { AppError } from '@/lib/core'

const next = z.string().max(4000).optional()
const code = z.string().trim().min(1).max(20)
const ended = () => new AppError('unauthenticated', { message: 'Your session has ended. Sign in again.', key: 'auth.errors.sessionEnded' })

/**
 * The first step. Data: the page of the second one, /sign-in again, which then asks for a code or sets up the first second factor.
 * It leads there, because what is rendered with this answer still has the cookies from before it.
 */
export const signIn = defineOfficeVisitorAction({
  input: z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000), next }),
  refreshes: false,
  async perform({ input: { email, password, next }, client, requestId }) {
    await setBrowserSession(await signInOperator({ email, password, client, deviceToken: client.deviceToken, requestId }))
    const path = safeNextPath(next)
    return { next: path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}` }
  },
})

/** The second step, for whoever has a second factor. Data: where to go. */
export const verifyCode = defineOfficeVisitorAction({
  input: z.object({ code, next }),
  refreshes: false,
  async perform({ input, session, requestId }) {
    if (!session) throw ended()
    const { operatorId, sessionId } = session.principal
    await verifyTotp({ operatorId, sessionId, code: input.code, requestId })
    return { next: safeNextPath(input.next) }
  },
})

/** The second step of the first sign-in: ties the secret on the page to the operator. Data: where to go. */
export const enrolCode = defineOfficeVisitorAction({
  input: z.object({ code, next }),
  refreshes: false,
  async perform({ input, session, requestId }) {
    if (!session) throw ended()
    const { operatorId, sessionId } = session.principal
    await enrolTotp({ operatorId, sessionId, code: input.code, requestId })
    return { next: safeNextPath(input.next) }
  },
})

/** Also between the two steps, to start over. */
export const signOut = defineOfficeVisitorAction({
  input: z.unknown(),
  async perform({ session }) {
    if (session) await end(session.principal.operatorId, session.principal.sessionId)
    await clearBrowserSession()
    return { next: '/sign-in' }
  },
})

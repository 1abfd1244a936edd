'use server'
import { after } from 'next/server'
import { z } from 'zod'
import { clearBrowserSession, defineMemberAction, definePortalVisitorAction, setBrowserSession } from '@/lib/actions'
import {
  acceptInvitation as accept,
  changePassword as change,
  signOut as end,
  signOutEverywhere as endAll,
  endOwnSessions,
  requestPasswordReset as request,
  resetPassword as reset,
  safeNextPath,
  signInMember,
} from '@/lib/auth'
import { isUuid } from '@/lib/core'

const email = z.string().trim().min(1).max(254)
const password = z.string().min(1).max(1000)
const token = z.string().regex(/^[\w-]{20,100}$/)

/** Data: where to go. The same error for whatever was wrong; `rate_limited` says how long to wait. */
export const signIn = definePortalVisitorAction({
  input: z.object({ email, password, next: z.string().max(4000).optional() }),
  refreshes: false,
  async perform({ input, tenant, db, client, requestId }) {
    await setBrowserSession(await signInMember(db, tenant, { ...input, client, deviceToken: client.deviceToken, requestId }))
    return { next: safeNextPath(input.next) }
  },
})

/** Answers the same whether or not there is such an account; what it takes to send the mail happens after the answer. */
export const requestPasswordReset = definePortalVisitorAction({
  input: z.object({ email: z.string().trim().toLowerCase().pipe(z.email().max(254)) }),
  refreshes: false,
  async perform({ input, tenant, db, client, requestId }) {
    const send = await request(db, tenant, { email: input.email, client, requestId })
    after(send)
    return { email: input.email }
  },
})

/** Sets the password with the link of a mail, and signs in. */
export const resetPassword = definePortalVisitorAction({
  input: z.object({ token, password }),
  refreshes: false,
  async perform({ input, tenant, db, client, requestId }) {
    await setBrowserSession(await reset(db, tenant, { ...input, client, requestId }))
    return { next: '/' }
  },
})

/** Opens the account that an invitation promises, and signs in. */
export const acceptInvitation = definePortalVisitorAction({
  input: z.object({ token, password, name: z.string().trim().max(200).optional() }),
  refreshes: false,
  async perform({ input, tenant, db, client, locale, requestId }) {
    const chosen = locale === tenant.locale ? null : locale
    await setBrowserSession(await accept(db, tenant, { ...input, locale: chosen, client, requestId }))
    return { next: '/' }
  },
})

/** Ends every other session too; this browser gets a new one. */
export const changePassword = defineMemberAction({
  input: z.object({ current: password, password }),
  permission: null,
  async perform({ input, principal, tenant, db, client, requestId }) {
    await setBrowserSession(await change(db, tenant, principal, { ...input, client, deviceToken: client.deviceToken, requestId }))
    return null
  },
})

export const signOut = defineMemberAction({
  input: z.unknown(),
  permission: null,
  refreshes: false,
  async perform({ principal, db }) {
    await end(db, principal)
    await clearBrowserSession()
    return { next: '/sign-in' }
  },
})

export const signOutEverywhere = defineMemberAction({
  input: z.unknown(),
  permission: null,
  refreshes: false,
  async perform({ principal, db }) {
    await endAll(db, principal)
    await clearBrowserSession()
    return { next: '/sign-in' }
  },
})

/** One other session of one's own. */
export const endSession = defineMemberAction({
  input: z.object({ sessionId: z.string().refine(isUuid) }),
  permission: null,
  perform: ({ input, principal, db, requestId }) => endOwnSessions(db, principal, { ...input, requestId }),
})

export const endOtherSessions = defineMemberAction({
  input: z.unknown(),
  permission: null,
  perform: ({ principal, db, requestId }) => endOwnSessions(db, principal, { requestId }),
})

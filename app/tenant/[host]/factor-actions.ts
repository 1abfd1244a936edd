'use server'
import { z } from 'zod'
import { clearBrowserSession, defineMemberAction, definePortalVisitorAction } from '@/lib/actions'
import {
  enrolMemberTotp,
  getOwnFactor,
  offerMemberTotp,
  removeOwnFactor,
  renewOwnRecoveryCodes,
  safeNextPath,
  signOut,
  verifyMemberCode,
  type WaitingMember,
} from '@/lib/auth'
import { AppError } from '@/lib/core'

const code = z.string().trim().min(1).max(40)
const Own = z.object({ code })
const AtDoor = z.object({ code, next: z.string().max(4000).optional() })

/** At the door: the code of somebody whose password was right. Data: where to go. */
export const verifyCode = definePortalVisitorAction({
  input: AtDoor,
  refreshes: false,
  async perform({ input, tenant, db, waiting, requestId }) {
    await verifyMemberCode(db, tenant, whoWaits(waiting), { code: input.code, requestId })
    return { next: safeNextPath(input.next) }
  },
})

/** At the door, where everybody needs a second factor. Data: the recovery codes, shown once; the page leads on. */
export const enrolAtDoor = definePortalVisitorAction({
  input: AtDoor,
  refreshes: false,
  perform: ({ input, tenant, db, waiting, requestId }) => enrolMemberTotp(db, tenant, whoWaits(waiting), { code: input.code, requestId }),
})

/** Back to the password, for somebody else. */
export const leaveDoor = definePortalVisitorAction({
  input: z.unknown(),
  refreshes: false,
  async perform({ db, waiting }) {
    if (waiting) await signOut(db, waiting.principal)
    await clearBrowserSession()
    return { next: '/sign-in' }
  },
})

/** Data: what to scan; null for whoever has a second factor. */
export const offerFactor = defineMemberAction({
  input: z.unknown(),
  permission: null,
  refreshes: false,
  async perform({ principal, tenant, db }) {
    if ((await getOwnFactor(db, principal)).hasTotp) return null
    return offerMemberTotp(db, principal, tenant.branding.productName)
  },
})

/** Data: the recovery codes, shown once. */
export const enrolFactor = defineMemberAction({
  input: Own,
  permission: null,
  perform: ({ input, principal, tenant, db, requestId }) => enrolMemberTotp(db, tenant, principal, { ...input, requestId }),
})

/** Data: the new codes, shown once. */
export const renewRecoveryCodes = defineMemberAction({
  input: Own,
  permission: null,
  perform: ({ input, principal, tenant, db, requestId }) => renewOwnRecoveryCodes(db, tenant, principal, { ...input, requestId }),
})

export const removeFactor = defineMemberAction({
  input: Own,
  permission: null,
  perform: ({ input, principal, tenant, db, requestId }) => removeOwnFactor(db, tenant, principal, { ...input, requestId }),
})

function whoWaits(waiting: WaitingMember | null) {
  if (waiting) return waiting.principal
  throw new AppError('unauthenticated', { message: 'Your session has ended. Sign in again.', key: 'auth.errors.sessionEnded' })
}

'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import {
  ALL_PERMISSIONS,
  createApiKey as createKey,
  disableMember as disable,
  enableMember as enable,
  inviteMember as invite,
  resetMemberFactor as resetFactor,
  revokeInvitation as revoke,
  revokeApiKey as revokeKey,
  changeMemberRole as setRole,
} from '@/lib/auth'
import { isLocale, isUuid, shownLine, startOfDay } from '@/lib/core'

const DAY_MS = 86_400_000
const id = z.string().refine(isUuid)
const roleKey = z.string().min(1).max(60)

export const inviteMember = defineMemberAction({
  input: z.object({
    email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
    name: shownLine(200).min(1),
    roleKey,
    employeeId: id.nullish(),
    locale: z.string().refine(isLocale).nullish(),
  }),
  permission: 'members:manage',
  async perform({ input, principal, tenant, db, requestId }) {
    const { invitationId, expiresAt } = await invite(db, tenant, principal, { ...input, requestId })
    return { invitationId, expiresAt } // never the link: it is the invited person's alone
  },
})

export const revokeInvitation = defineMemberAction({
  input: z.object({ invitationId: id }),
  permission: 'members:manage',
  perform: ({ input, principal, db }) => revoke(db, principal, input.invitationId),
})

export const changeMemberRole = defineMemberAction({
  input: z.object({ userId: id, roleKey }),
  permission: 'members:manage',
  perform: ({ input, principal, db, requestId }) => setRole(db, principal, { ...input, requestId }),
})

export const disableMember = defineMemberAction({
  input: z.object({ userId: id }),
  permission: 'members:manage',
  perform: ({ input, principal, db, requestId }) => disable(db, principal, { ...input, requestId }),
})

export const enableMember = defineMemberAction({
  input: z.object({ userId: id }),
  permission: 'members:manage',
  perform: ({ input, principal, db, requestId }) => enable(db, principal, { ...input, requestId }),
})

/** For somebody who lost phone and recovery codes. */
export const resetMemberFactor = defineMemberAction({
  input: z.object({ userId: id }),
  permission: 'members:manage',
  perform: ({ input, principal, tenant, db, requestId }) => resetFactor(db, tenant, principal, { ...input, requestId }),
})

/** Data: the key, shown once. */
export const createApiKey = defineMemberAction({
  input: z.object({
    name: shownLine(100).min(1),
    permissions: z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.enum(ALL_PERMISSIONS)).min(1)),
    /** The last day on which it is taken, where the tenant is. */
    expiresOn: z.iso.date().optional(),
    addresses: z.array(z.string().max(60)).max(20).default([]),
  }),
  permission: 'api-keys:manage',
  perform: ({ input: { expiresOn, ...input }, principal, db, tenant, requestId }) => {
    const expiresAt = expiresOn ? new Date(startOfDay(expiresOn, tenant.timeZone).getTime() + DAY_MS) : null
    return createKey(db, principal, { ...input, expiresAt, requestId })
  },
})

export const revokeApiKey = defineMemberAction({
  input: z.object({ id }),
  permission: 'api-keys:manage',
  perform: ({ input, principal, db }) => revokeKey(db, principal, input.id),
})

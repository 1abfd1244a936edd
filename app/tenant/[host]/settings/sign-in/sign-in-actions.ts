'use server'
import { z } from 'zod'
import { defineMemberAction, visitedOrigin } from '@/lib/actions'
import {
  createScimToken,
  deleteProvider,
  giveGroupRole,
  ProviderInput,
  requireSecondFactor as requireFactor,
  requireProvider,
  revokeScimToken,
  saveProvider,
  switchProvider,
  testProvider,
} from '@/lib/auth'
import { isUuid, shownLine } from '@/lib/core'

const permission = 'sign-in:manage' as const

export const requireSecondFactor = defineMemberAction({
  input: z.object({ isRequired: z.boolean() }),
  permission,
  perform: ({ input, principal, db, requestId }) => requireFactor(db, principal, { ...input, requestId }),
})

export const saveOwnProvider = defineMemberAction({
  input: ProviderInput,
  permission,
  perform: ({ input, principal, db, requestId }) => saveProvider(db, principal, { ...input, requestId }),
})

export const testOwnProvider = defineMemberAction({
  input: z.unknown(),
  permission,
  async perform({ principal, db, requestId }) {
    await testProvider(db, principal, { origin: await visitedOrigin(), requestId })
  },
})

export const switchOwnProvider = defineMemberAction({
  input: z.object({ isOn: z.boolean() }),
  permission,
  perform: ({ input, principal, db, requestId }) => switchProvider(db, principal, { ...input, requestId }),
})

export const requireOwnProvider = defineMemberAction({
  input: z.object({ isOnly: z.boolean() }),
  permission,
  perform: ({ input, principal, db, requestId }) => requireProvider(db, principal, { ...input, requestId }),
})

export const deleteOwnProvider = defineMemberAction({
  input: z.unknown(),
  permission,
  perform: ({ principal, db, requestId }) => deleteProvider(db, principal, { requestId }),
})

/** Data: the token, shown once. */
export const createDirectoryToken = defineMemberAction({
  input: z.object({ name: shownLine(60).min(1) }),
  permission,
  perform: ({ input, principal, db, requestId }) => createScimToken(db, principal, { ...input, requestId }),
})

export const revokeDirectoryToken = defineMemberAction({
  input: z.object({ id: z.string().refine(isUuid) }),
  permission,
  perform: ({ input, principal, db, requestId }) => revokeScimToken(db, principal, { ...input, requestId }),
})

export const giveDirectoryRole = defineMemberAction({
  input: z.object({ groupId: z.string().refine(isUuid), roleKey: z.string().min(1).max(60).nullable() }),
  permission,
  perform: ({ input, principal, db, requestId }) => giveGroupRole(db, principal, { ...input, requestId }),
})

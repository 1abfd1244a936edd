'use server'
import { z } from 'zod'
import { defineMemberAction, visitedOrigin } from '@/lib/actions'
import {
  deleteProvider,
  ProviderInput,
  requireSecondFactor as requireFactor,
  requireProvider,
  saveProvider,
  switchProvider,
  testProvider,
} from '@/lib/auth'

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

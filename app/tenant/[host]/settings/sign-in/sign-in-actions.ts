'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { requireSecondFactor as requireFactor } from '@/lib/auth'

const permission = 'sign-in:manage' as const

export const requireSecondFactor = defineMemberAction({
  input: z.object({ isRequired: z.boolean() }),
  permission,
  perform: ({ input, principal, db, requestId }) => requireFactor(db, principal, { ...input, requestId }),
})

'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { changeOperator as change, createOperator as create, type OperatorRole } from '@/lib/auth'
import { shownLine } from '@/lib/core'

const id = z.uuid()
const Role = z.enum(['admin', 'support', 'viewer'] satisfies [OperatorRole, ...OperatorRole[]])

export const createOperator = defineOperatorAction({
  input: z.object({
    name: shownLine(120).min(1),
    email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
    role: Role,
    password: z.string().max(400),
  }),
  permission: 'operator:manage',
  perform: ({ input, principal, requestId }) => create(principal, { ...input, requestId }),
})

/** A role, a state, or the second factor taken away for a lost phone. The operator's sessions end with each. */
export const changeOperator = defineOperatorAction({
  input: z.object({
    id,
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('role'), role: Role }),
      z.object({ kind: z.literal('status'), status: z.enum(['active', 'disabled']) }),
      z.object({ kind: z.literal('totp-reset') }),
    ]),
  }),
  permission: 'operator:manage',
  perform: ({ input, principal }) => change(principal, input.id, input.change),
})

'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { makePlan as make, PLAN_KINDS, startPlan as start, strikeMoves as strike } from '@/lib/lifecycle'

const planId = z.uuid()
const server = z.string().max(64)

/** Data: the plan's id, which the address then carries. */
export const makePlan = defineOperatorAction({
  input: z.object({ kind: z.enum(PLAN_KINDS), server: server.optional(), to: server.optional(), target: z.number() }),
  permission: 'server:manage',
  refreshes: false,
  async perform({ input, principal, requestId }) {
    const { id } = await make(principal, { ...input, requestId })
    return { id }
  },
})

export const strikeMoves = defineOperatorAction({
  input: z.object({ planId, positions: z.array(z.number().int()).max(1000), isStruck: z.boolean() }),
  permission: 'server:manage',
  async perform({ input, principal, requestId }) {
    await strike(principal, { ...input, requestId })
  },
})

/** Data: the operation that starts the moves. */
export const startPlan = defineOperatorAction({
  input: z.object({ planId }),
  permission: 'server:manage',
  async perform({ input, principal, requestId }) {
    const { id } = await start(principal, { ...input, requestId })
    return { operationId: id }
  },
})

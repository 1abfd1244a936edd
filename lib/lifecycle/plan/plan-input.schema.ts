import { z } from 'zod'

export const PLAN_KINDS = ['rebalance', 'split', 'merge', 'drain'] as const

export const MakePlanInput = z
  .object({
    kind: z.enum(PLAN_KINDS),
    /** The dense or drained one, by name or id. */
    server: z.string().min(1).max(64).optional(),
    /** Of a split: onto this one alone. */
    to: z.string().min(1).max(64).optional(),
    /** Stop when the fullest server is at or below this share of what it may hold. */
    target: z.number().min(0.05).max(0.95).default(0.65),
    movesMax: z.number().int().min(1).max(100_000).default(1000),
    requestId: z.string().nullish(),
  })
  .refine(({ kind, server }) => (kind === 'split' || kind === 'drain') === (server !== undefined), {
    path: ['server'],
    message: 'split and drain need a server, the others take none',
  })
  .refine(({ kind, to }) => to === undefined || kind === 'split', { path: ['to'], message: 'only a split goes to one server' })

export const StrikeMovesInput = z.object({
  planId: z.uuid(),
  positions: z.array(z.number().int().min(0)).min(1).max(1000),
  isStruck: z.boolean(),
  requestId: z.string().nullish(),
})
export const StartPlanInput = z.object({
  planId: z.uuid(),
  /** Moves under way at once. Each decodes all changes of its source server: more are not faster. */
  atOnce: z.number().int().min(1).max(8).default(2),
  requestId: z.string().nullish(),
})

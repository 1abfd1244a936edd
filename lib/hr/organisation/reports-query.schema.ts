import { z } from 'zod'

export const ReportsQuery = z.object({
  /** Whose reports; left out: the people whom nobody above holds. */
  manager: z.uuid().optional(),
  /** Only people of this department; `none`: only those without one. */
  department: z.union([z.uuid(), z.literal('none')]).optional(),
  depth: z.enum(['one', 'all']).default('one'),
})
export type ReportsQueryInput = z.input<typeof ReportsQuery>

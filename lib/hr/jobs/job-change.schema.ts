import { z } from 'zod'
import { shownLine } from '@/lib/core/shown-line.schema'

const day = z.iso.date('a day such as 2026-01-31')
const line = (max: number) => shownLine(max).transform((text) => text.normalize('NFC'))

const facts = { title: line(200).optional(), departmentId: z.uuid().nullish(), managerId: z.uuid().nullish() }
const common = { effectiveOn: day, reason: line(500).default('') }

/** `job`: transfer, promotion, a new manager. `leave`: the last day. `rehire`: the first day again. What is left out stays. */
export const JobChangeInput = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('job'), ...common, ...facts }),
    z.object({ kind: z.literal('leave'), ...common }),
    z.object({ kind: z.literal('rehire'), ...common, ...facts }),
  ])
  .refine(
    (input) => input.kind !== 'job' || input.title !== undefined || input.departmentId !== undefined || input.managerId !== undefined,
    { error: 'something to change' },
  )
export type JobChangeInput = z.output<typeof JobChangeInput>

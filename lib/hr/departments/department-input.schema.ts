import { z } from 'zod'
import { shownLine } from '@/lib/core/shown-line.schema'

const line = (max: number) => shownLine(max).transform((text) => text.normalize('NFC'))

const facts = {
  name: line(100).refine((name) => name !== '', 'a name'),
  code: line(60).refine((code) => code !== '', 'a code'),
  /** Somebody who works here; null: nobody. */
  headId: z.uuid().nullable(),
}

/** Without a code the name stands for it. */
export const CreateDepartmentInput = z.object({ ...facts, code: line(60).optional(), headId: facts.headId.default(null) })
export type CreateDepartmentInput = z.output<typeof CreateDepartmentInput>

/** What is left out stays. */
export const UpdateDepartmentInput = z
  .object(facts)
  .partial()
  .refine((input) => Object.values(input).some((value) => value !== undefined), { error: 'something to change' })

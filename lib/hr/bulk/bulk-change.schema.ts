import { z } from 'zod'
import { JobChangeInput } from '../jobs/job-change.schema'
import { PeopleQuery } from '../people-query.schema'

/** One change of job for all people that a list shows: those picked by `id`, or all that match. */
export const BulkChangeInput = z.object({
  people: PeopleQuery,
  change: JobChangeInput.refine(({ kind }) => kind === 'job', { error: 'a transfer, a promotion or a new manager' }),
})

export const BULK_PEOPLE_MAX = 20_000

/** Why one person was not changed: a key of the messages where there is one, and the sentence in English. */
export const BulkFailure = z.object({ personId: z.uuid(), message: z.string(), key: z.string().optional() })
export type BulkFailure = z.output<typeof BulkFailure>

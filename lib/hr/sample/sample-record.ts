import { z } from 'zod'

export const SAMPLE_SETTING = 'sample'

/** The rows that sample people are made of: what is not listed here is somebody's own. */
export const SampleRecord = z.object({ people: z.array(z.uuid()), departments: z.array(z.uuid()) })
export type SampleRecord = z.infer<typeof SampleRecord>

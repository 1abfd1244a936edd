import { z } from 'zod'
import { shownLine } from '@/lib/core/shown-line.schema'
import { PeopleQuery } from '../people-query.schema'
import { ColumnsInput } from './people-columns.schema'

/** Filters and order of a list as they are kept: no page of it. */
export const KeptQuery = PeopleQuery.transform(({ cursor: _, limit: __, ...query }) => query)

export const SaveViewInput = z.object({
  /** An own or shared view that becomes this one; left out: a new one. */
  id: z.uuid().optional(),
  name: shownLine(60)
    .refine((name) => name !== '', 'a name')
    .transform((text) => text.normalize('NFC')),
  /** For everybody of the tenant, or for its maker alone. */
  isShared: z.boolean().default(false),
  query: KeptQuery,
  columns: ColumnsInput,
})

import { z } from 'zod'

/** The columns of the people list beside the name, in the order in which they stand unless somebody chose another. */
export const PEOPLE_COLUMNS = ['number', 'title', 'department', 'manager', 'hired', 'tenure', 'salary', 'email', 'status'] as const
export type PeopleColumnKey = (typeof PEOPLE_COLUMNS)[number]
export const USUAL_COLUMNS: readonly PeopleColumnKey[] = PEOPLE_COLUMNS.slice(0, 7)

/** Each once, in the order given. */
export const ColumnsInput = z
  .array(z.enum(PEOPLE_COLUMNS))
  .max(PEOPLE_COLUMNS.length)
  .transform((columns) => [...new Set(columns)])

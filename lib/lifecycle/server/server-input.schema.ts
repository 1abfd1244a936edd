import { z } from 'zod'

const limit = z.number().int().min(0).max(1_000_000_000_000_000)

/** Hard limits: what is left out keeps its default, null takes a limit of ours away. */
export const CapacityInput = z.strictObject({
  databasesMax: limit.max(100_000).optional(),
  schemasMax: limit.max(1_000_000).optional(),
  tablesMax: limit.max(100_000_000).optional(),
  connectionsMax: limit.max(100_000).nullable().optional(),
  slotsMax: limit.max(10_000).nullable().optional(),
  bytesMax: limit.nullable().optional(),
  loadMax: z.number().positive().max(10_000).optional(),
})

export const RegisterServerInput = z.object({
  name: z
    .string()
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens'),
  region: z
    .string()
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens'),
  adminUrl: z.string().min(1).max(2000),
  isPooled: z.boolean().default(false),
  capacity: CapacityInput.default({}),
  requestId: z.string().nullish(),
})

export const DATABASE_PATTERNS = ['row', 'schema'] as const
export const AddDatabaseInput = z.object({
  server: z.string().min(1).max(64),
  pattern: z.enum(DATABASE_PATTERNS),
  name: z
    .string()
    .max(63)
    .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores, a letter first')
    .optional(),
  requestId: z.string().nullish(),
})

import { z } from 'zod'

const whole = (min: number, max: number) => z.number().int().min(min).max(max)

/** What a tier allows, and what a tenant may have instead. */
export const LimitsInput = z.object({
  rowsMax: whole(0, 1e12),
  storageBytesMax: whole(0, 1e15),
  requestsPerSecond: whole(1, 100_000),
  concurrentQueries: whole(2, 10_000),
  statementTimeoutSeconds: whole(1, 3600),
  customFieldsMax: whole(0, 500),
})

export const SetLimitsInput = z.object({
  tenantId: z.uuid(),
  /** Null takes the tenant's own away: the tier's holds again. What is not named stays. */
  limits: z
    .strictObject(
      Object.fromEntries(Object.entries(LimitsInput.shape).map(([key, type]) => [key, type.nullable()])) as {
        [K in keyof typeof LimitsInput.shape]: z.ZodNullable<(typeof LimitsInput.shape)[K]>
      },
    )
    .partial()
    .default({}),
  pool: z.string().max(40).optional(),
  /** Connections of each process that are kept free for it. */
  reserve: whole(0, 20).optional(),
  requestId: z.string().nullish(),
})

export const ResourcePoolInput = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as busy-ones'),
  /** Of a process's connections, how many its tenants hold together at most. */
  percent: whole(1, 100),
  floor: whole(1, 20),
  ceiling: whole(2, 200),
  requestId: z.string().nullish(),
})

export const TierTermsInput = z.object({
  tier: z.string().min(1).max(40),
  limits: LimitsInput.partial().default({}),
  /** How long who signs up may try it; null: as long as they like. */
  trialDays: whole(1, 3650).nullable().optional(),
  requestId: z.string().nullish(),
})

export const SetDeploymentInput = z.object({
  tenantId: z.uuid(),
  deployment: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as seoul-1')
    .nullable(),
  /** Also when no process of that deployment is alive: until one is, nobody serves the tenant. */
  anyway: z.boolean().default(false),
  requestId: z.string().nullish(),
})

import { z } from 'zod'
import { LOCALES } from '@/lib/core/locale'
import { shownLine } from '@/lib/core/shown-line.schema'

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
const text = (max: number) => shownLine(max).min(1)

/** What it takes to open a tenant. Whether a slug is free, and a region has room, only the catalog tells. */
export const CreateTenantInput = z.object({
  name: text(120),
  slug: z
    .string()
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens'),
  ownerEmail: z.email().max(254).toLowerCase(),
  ownerName: text(120),
  tier: z.string().max(40).default('free'),
  /** The tier's default unless told otherwise. */
  pattern: z.enum(['row', 'schema', 'database', 'instance']).optional(),
  region: z.string().max(40).default('local'),
  locale: z.enum(LOCALES).default('en'),
  timeZone: z.string().max(64).refine(isTimeZone, 'a time zone such as Asia/Seoul').default('UTC'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, such as KR')
    .default('US'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters, such as KRW')
    .default('USD'),
  brandColour: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, 'a colour such as #0f6b66')
    .default('#3d5a80'),
  mark: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'the name of a bundled mark')
    .default('initial'),
})
export type CreateTenantInput = z.infer<typeof CreateTenantInput>
export type CreateTenantFields = z.input<typeof CreateTenantInput>

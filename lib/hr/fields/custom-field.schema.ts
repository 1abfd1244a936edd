import { z } from 'zod'
import { isCurrency } from '@/lib/core/currency'
import { shownLine } from '@/lib/core/shown-line.schema'

export const FIELD_ENTITIES = ['person', 'department'] as const
export type FieldEntity = (typeof FIELD_ENTITIES)[number]
export const FIELD_TYPES = ['text', 'number', 'money', 'date', 'choice', 'person', 'yesno', 'url'] as const
export type FieldType = (typeof FIELD_TYPES)[number]
/** Who may see and change it: the classes of access/field-policy.ts. */
export const FIELD_ACCESS = ['directory', 'contact', 'personal', 'identity', 'salary'] as const
export type FieldAccess = (typeof FIELD_ACCESS)[number]
export const CHOICES_MAX = 100
/** Of a text or an address, so that each fits into an index. */
export const VALUE_LENGTH_MAX = 500

export interface Labels {
  en?: string | undefined
  ko?: string | undefined
}
export interface Choice {
  /** What is kept; it never changes, whatever the label becomes. */
  value: string
  labels: Labels
}
export interface CustomField {
  id: string
  entity: FieldEntity
  key: string
  type: FieldType
  labels: Labels
  choices: Choice[]
  currency: string | null
  access: FieldAccess
  isRequired: boolean
  isFilterable: boolean
  /** Whether lists may be filtered by it yet: false while the values of long ago are looked through. */
  isIndexed: boolean
  isArchived: boolean
}
/** What a field may hold: money is in minor units of the field's currency, a date YYYY-MM-DD, a person their id. */
export type FieldValue = string | number | boolean
export type CustomValues = Record<string, FieldValue>

const label = shownLine(80)
  .transform((text) => text.normalize('NFC') || undefined)
  .optional()
const labels = z
  .object({ en: label, ko: label })
  .refine(({ en, ko }) => en !== undefined || ko !== undefined, { error: 'a name in one language at least' })
const choice = z.object({
  /** Left out for a new one: then it is made of the label. */
  value: z
    .string()
    .regex(/^[a-z0-9_-]{1,60}$/)
    .optional(),
  labels,
})
const choices = z.array(choice).max(CHOICES_MAX)

export const CreateFieldInput = z.strictObject({
  entity: z.enum(FIELD_ENTITIES),
  /** As it stands in files and in the interface; it never changes. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _, a letter first'),
  type: z.enum(FIELD_TYPES),
  labels,
  choices: choices.default([]),
  currency: z.string().refine(isCurrency, 'a currency code such as USD or KRW').optional(),
  access: z.enum(FIELD_ACCESS),
  isRequired: z.boolean().default(false),
  isFilterable: z.boolean().default(false),
})
export type CreateFieldInput = z.input<typeof CreateFieldInput>

/** What is left out stays as it is. Key, type and currency are refused: the values that are kept have theirs. */
export const UpdateFieldInput = z.strictObject({
  labels: labels.optional(),
  choices: choices.optional(),
  access: z.enum(FIELD_ACCESS).optional(),
  isRequired: z.boolean().optional(),
  isFilterable: z.boolean().optional(),
  isArchived: z.boolean().optional(),
  type: z.enum(FIELD_TYPES).optional(),
})
export type UpdateFieldInput = z.input<typeof UpdateFieldInput>

/** Of the interface: the key of a field, and its value; null empties. Each is judged by its field. */
export const CustomInput = z
  .record(z.string().max(40), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]))
  .refine((values) => Object.keys(values).length <= 200, { error: 'too many fields' })
export type CustomInput = z.output<typeof CustomInput>

export const labelOf = (labels: Labels, locale: string): string => (locale === 'ko' ? labels.ko : labels.en) ?? labels.en ?? labels.ko ?? ''

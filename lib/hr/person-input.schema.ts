import { z } from 'zod'
import { isCurrency } from '@/lib/core/currency'
import { shownLine } from '@/lib/core/shown-line.schema'
import { CustomInput } from './fields/custom-field.schema'

const line = (max: number) => shownLine(max).transform((text) => text.normalize('NFC'))
const lines = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:\P{Cc}|\n)*$/u, 'holds a character that cannot be shown')
    .transform((text) => text.normalize('NFC'))
const day = z.iso.date('a day such as 2026-01-31')

export const PayInput = z.object({
  /** Cents, won: the smallest unit of the currency. */
  amountMinor: z.number().int().min(0).max(9_000_000_000_000_000),
  currency: z.string().refine(isCurrency, 'a currency code such as USD or KRW'),
  period: z.enum(['year', 'month']).default('year'),
})
export type PayInput = z.output<typeof PayInput>

const facts = {
  firstName: line(100),
  lastName: line(100).refine((name) => name !== '', 'a family name'),
  gender: z.enum(['F', 'M', 'X']).nullable(),
  birthDate: day.nullable(),
  phone: line(60).nullable(),
  /** Lines are kept. */
  address: lines(500).nullable(),
  nationalId: line(60).nullable(),
  email: z.email().max(254).nullable(),
  title: line(200),
  departmentId: z.uuid().nullable(),
  managerId: z.uuid().nullable(),
  /** The tenant's own fields by key, each judged by its type; null takes a value away. */
  custom: CustomInput,
}

export const HireInput = z.object({
  ...z.object(facts).partial().required({ lastName: true }).shape,
  /** The next free number if left out. */
  number: line(60)
    .refine((number) => number !== '', 'a number')
    .optional(),
  hiredOn: day,
  salary: PayInput.optional(),
})
export type HireInput = z.output<typeof HireInput>

/** What is left out stays as it is; null empties. A day of leaving that has come makes the person one who left. */
export const UpdatePersonInput = z
  .object({ ...facts, hiredOn: day, leftOn: day.nullable() })
  .partial()
  .refine((input) => Object.values(input).some((value) => value !== undefined), { error: 'something to change' })
export type UpdatePersonInput = z.output<typeof UpdatePersonInput>

export const ChangeSalaryInput = PayInput.extend({
  /** The first day of the new pay; in the future it is a planned change. */
  fromDate: day,
})
export type ChangeSalaryInput = z.output<typeof ChangeSalaryInput>

import { z } from 'zod'

export const PersonName = z.object({ id: z.uuid(), firstName: z.string(), lastName: z.string() })
export const Pay = z.object({ amountMinor: z.number().int(), currency: z.string(), period: z.enum(['year', 'month']) })

/** By key, as GET /fields describes them: money in minor units, a date YYYY-MM-DD, a person their id. Those that the reader may see. */
export const CustomView = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** `salary` is left out for a reader who may not see it, and null where nothing is paid today. */
export const PersonView = z.object({
  id: z.uuid(),
  number: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  title: z.string(),
  email: z.string().nullable(),
  status: z.enum(['active', 'left']),
  hiredOn: z.iso.date(),
  leftOn: z.iso.date().nullable(),
  department: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  manager: PersonName.nullable(),
  salary: Pay.nullish(),
  custom: CustomView,
})

/** Blocks that the reader's role does not show of this person are left out. */
export const PersonDetailView = PersonView.extend({
  contact: z.object({ phone: z.string().nullable(), address: z.string().nullable() }).optional(),
  identity: z.object({ nationalIdMasked: z.string().nullable() }).optional(),
  personal: z.object({ gender: z.enum(['F', 'M', 'X']).nullable(), birthDate: z.iso.date().nullable() }).optional(),
  directReports: z.number().int(),
  allReports: z.number().int(),
  reportsTo: z.array(PersonName.extend({ title: z.string() })),
  plans: z.array(z.object({ id: z.uuid(), kind: z.enum(['job', 'leave', 'rehire']), on: z.iso.date() })),
})

export const SalaryStepView = Pay.extend({ fromDate: z.iso.date(), toDate: z.iso.date().nullable(), isPlanned: z.boolean() })

export const DepartmentView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  head: PersonName.nullable(),
  activePeople: z.number().int(),
  custom: CustomView,
})

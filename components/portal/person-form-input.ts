import type { Found } from '@/components/ui/search-combobox'

/** What the form holds: texts as typed, days and amounts as values. */
export type PersonDraft = {
  firstName: string
  lastName: string
  email: string
  number: string
  hiredOn: string | null
  title: string
  department: Found | null
  manager: Found | null
  amount: number | null
  currency: string
  period: 'year' | 'month'
  phone: string
  address: string
  birthDate: string | null
  gender: '' | 'F' | 'M' | 'X'
  nationalId: string
}
type Parts = Record<'directory' | 'contact' | 'personal' | 'identity' | 'salary', boolean>

/** After one hire the next often has these in common. */
export const KEPT_FOR_NEXT = ['hiredOn', 'department', 'manager', 'currency', 'period'] as const

const orNone = (text: string) => (text.trim() === '' ? null : text)
const orNothing = (text: string) => (text.trim() === '' ? undefined : text)

/** What was left empty is not sent: a role that may not write a field would be refused for it. */
export function hireInput(draft: PersonDraft, parts: Parts, digits: number) {
  return {
    firstName: draft.firstName,
    lastName: draft.lastName,
    email: orNothing(draft.email),
    number: orNothing(draft.number),
    hiredOn: draft.hiredOn!,
    title: orNothing(draft.title),
    departmentId: draft.department?.value,
    managerId: draft.manager?.value,
    phone: parts.contact ? orNothing(draft.phone) : undefined,
    address: parts.contact ? orNothing(draft.address) : undefined,
    birthDate: parts.personal ? (draft.birthDate ?? undefined) : undefined,
    gender: parts.personal ? draft.gender || undefined : undefined,
    nationalId: parts.identity ? orNothing(draft.nationalId) : undefined,
    salary:
      parts.salary && draft.amount !== null
        ? { amountMinor: Math.round(draft.amount * 10 ** digits), currency: draft.currency, period: draft.period }
        : undefined,
  }
}

/** What differs from before, and nothing else. */
export function updateInput(draft: PersonDraft, initial: PersonDraft, parts: Parts) {
  const differs = (field: keyof PersonDraft) => draft[field] !== initial[field]
  return {
    ...(parts.directory && {
      ...(differs('firstName') && { firstName: draft.firstName }),
      ...(differs('lastName') && { lastName: draft.lastName }),
      ...(differs('email') && { email: orNone(draft.email) }),
      ...(differs('hiredOn') && { hiredOn: draft.hiredOn! }),
    }),
    ...(parts.contact && {
      ...(differs('phone') && { phone: orNone(draft.phone) }),
      ...(differs('address') && { address: orNone(draft.address) }),
    }),
    ...(parts.personal && {
      ...(differs('birthDate') && { birthDate: draft.birthDate }),
      ...(differs('gender') && { gender: draft.gender || null }),
    }),
    // The form does not know the number that it would empty: left empty, it stays.
    ...(parts.identity && draft.nationalId.trim() !== '' && { nationalId: draft.nationalId }),
  }
}

import type { CustomValues } from './fields/custom-field.schema'

/** YYYY-MM-DD, a day without a time zone. */
export type PlainDate = string

/** Minor units (cents, won) as a number: amounts stay below 2^53, see money.ts. */
export interface Money {
  amountMinor: number
  currency: string
}
export interface Pay extends Money {
  period: 'year' | 'month'
}

export interface PersonName {
  id: string
  firstName: string
  lastName: string
}

export interface PersonRow extends PersonName {
  number: string
  title: string
  email: string | null
  status: 'active' | 'left'
  hiredOn: PlainDate
  leftOn: PlainDate | null
  department: { id: string; name: string } | null
  manager: PersonName | null
  /** undefined: the reader may not see it; null: nothing is paid today. */
  salary: Pay | null | undefined
  /** Values of the tenant's own fields by key, those that the reader may see. */
  custom: CustomValues
}

export interface PeoplePage {
  rows: PersonRow[]
  /** Exact, over all pages. */
  total: number
  /** Place of the first row among all, from 1; 0 when there is none. */
  from: number
  next: string | null
  previous: string | null
  /** Whether a salary column makes sense for this reader at all. */
  showsSalary: boolean
}

export interface SalaryStep extends Pay {
  fromDate: PlainDate
  toDate: PlainDate | null
  isPlanned: boolean
}

/** `planned`: its day has not come in the tenant's time zone. */
export type PersonChange =
  | { kind: 'hired'; on: PlainDate; isPlanned: boolean; departmentName: string | null; pay: Pay | null }
  | { kind: 'salary'; on: PlainDate; isPlanned: boolean; from: Pay | null; to: Pay }
  | { kind: 'left'; on: PlainDate; isPlanned: boolean }
  | { kind: 'rehired'; on: PlainDate; isPlanned: boolean }
  | {
      kind: 'job'
      on: PlainDate
      isPlanned: boolean
      reason: string
      /** What it sets; '' and null are none. */
      title?: { from: string; to: string }
      departmentName?: { from: string | null; to: string | null }
      manager?: { from: PersonName | null; to: PersonName | null }
    }

export interface Person extends PersonRow {
  /** Each of these blocks is undefined for a reader who may not see it; see access/field-policy.ts. */
  contact: { phone: string | null; address: string | null } | undefined
  /** All but the last characters as dots: the whole number is asked for, and that is written down. */
  identity: { nationalIdMasked: string | null } | undefined
  personal: { gender: 'F' | 'M' | 'X' | null; birthDate: PlainDate | null } | undefined
  /** Oldest first; undefined when the reader may not see pay. */
  salaries: SalaryStep[] | undefined
  /** From the person's own manager upwards. */
  reportsTo: (PersonName & { title: string; headOf: string | null })[]
  /** Direct reports who still work here, the first 200 by name. */
  team: (PersonName & { title: string })[]
  directReports: number
  /** Everybody below, the direct reports included. */
  allReports: number
  /** Newest first. */
  changes: PersonChange[]
  /** Planned changes of the job, the next one first: each can be taken back. */
  plans: { id: string; kind: 'job' | 'leave' | 'rehire'; on: PlainDate }[]
  /** Beside this person in the list by name, of those who work here or of those who left. */
  neighbours: { previous: string | null; next: string | null }
}

export interface DepartmentSummary {
  id: string
  code: string
  name: string
  head: PersonName | null
  activePeople: number
  /** Values of the tenant's own fields by key, those that the reader may see. */
  custom: CustomValues
}

export type DashboardRange = '2y' | '5y' | 'all'

export interface Period {
  from: PlainDate
  /** The last day, included. */
  to: PlainDate
}

/** One month, quarter or year. */
export interface TimelinePoint extends Period {
  joined: number
  left: number
  /** On the last day of the period, or today if that is earlier. */
  headcount: number
}

export interface Dashboard {
  today: PlainDate
  activePeople: number
  range: DashboardRange
  /** What each range covers; 'all' begins with the first event on record and ends with the last. */
  ranges: Record<DashboardRange, Period>
  unit: 'month' | 'quarter' | 'year'
  /** Empty when nobody was ever hired. */
  timeline: TimelinePoint[]
  /** Active people, most first; id and name are null for those without a department. */
  departments: { id: string | null; name: string | null; people: number; monthlyPay: Money[] | undefined }[]
  /** Active people by title, most first, the first 20; '' is no title. */
  titles: { title: string; people: number; monthlyPay: Money[] | undefined }[]
  /** What a month of pay costs today, by currency, the largest first; undefined when the reader may not see it. */
  monthlyPay: Money[] | undefined
  /** The next 30 days, today included; the first of them, and how many there are. */
  anniversaries: { people: (PersonName & { on: PlainDate; years: number })[]; total: number }
}

import type { Random } from './random'

/** What differs between the companies of two countries. */
export interface Culture {
  companies: readonly string[]
  suffix: string
  departments: readonly string[]
  /** The name of the first, second, … department of one kind. */
  team(name: string, place: number): string
  /** From the first job upwards. */
  titles: readonly string[]
  leads: { company: string; department: string; group: string }
  /** `yearly`: where pay begins, for each title; `raise`: from and to, a year. */
  pay: { currency: string; yearly: readonly number[]; roundTo: number; raise: readonly [number, number] }
  headers: { departments: string[]; employees: string[]; salaries: string[] }
  words: { F: string; M: string; active: string; left: string }
  name(random: Random, gender: 'F' | 'M'): string
}

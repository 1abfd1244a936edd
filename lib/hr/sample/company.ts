import type { Culture } from './culture'
import { Random } from './random'

export interface CompanyOptions {
  seed: number
  people: number
  culture: Culture
  /** The day until which it all happened. */
  today: string
  /** Whether people have a pay for each year, or only their present one. */
  hasHistory?: boolean
}
export interface GeneratedPerson {
  employee: string[]
  salaries: string[][]
}
interface Department {
  code: string
  name: string
  /** Number of its head, and of the one after its last person. */
  first: number
  end: number
}

const FIRST_NUMBER = 1001
const REPORTS = 8
const DAY_MS = 86_400_000
const LEFT_SHARE = 0.12

/**
 * A company that follows from its seed alone: departments, a tree in which everybody leads eight at most, careers with titles and
 * raises. Each person follows from seed and number, so a million people need no more memory than one.
 */
export class Company {
  readonly name: string
  readonly domain: string
  readonly departments: readonly Department[]
  readonly #options: CompanyOptions
  readonly #today: number

  constructor(options: CompanyOptions) {
    const random = new Random(options.seed)
    this.#options = options
    this.#today = Date.parse(`${options.today}T00:00:00Z`)
    this.name = `${random.pick(options.culture.companies)} ${options.culture.suffix}`
    this.domain = `company-${options.seed}.example`
    this.departments = makeDepartments(random, options)
  }

  departmentRows(): string[][] {
    return this.departments.map(({ code, name, first }) => [code, name, String(first)])
  }

  *people(): Generator<GeneratedPerson> {
    for (const department of this.departments) {
      for (let number = department.first; number < department.end; number++) yield this.#person(department, number)
    }
  }

  #person(department: Department, number: number): GeneratedPerson {
    const { culture, seed, hasHistory = true } = this.#options
    const random = new Random(Math.imul(seed + 1, 2_654_435_761) ^ Math.imul(number, 40_503))
    const place = number - department.first
    const isTop = number === FIRST_NUMBER
    const leads = department.first + place * REPORTS + 1 < department.end
    const gender = random.chance(0.48) ? 'F' : 'M'
    // Whoever leads came earlier: the first third of a department has been here for years.
    const years = isTop ? 24 : place === 0 ? random.whole(10, 22) : leads ? random.whole(5, 18) : Math.floor(random.next() ** 1.7 * 20)
    const hired = this.#today - Math.floor((years + random.next()) * 365.25) * DAY_MS
    const born = hired - Math.floor((23 + random.next() * 12) * 365.25) * DAY_MS
    const hasLeft = !leads && place > 0 && random.chance(LEFT_SHARE)
    const left = hasLeft ? hired + Math.floor((this.#today - hired) * random.next()) : null
    const level = Math.min(culture.titles.length - 1, Math.floor(years / 3.5))
    const title = isTop
      ? culture.leads.company
      : place === 0
        ? culture.leads.department
        : leads
          ? culture.leads.group
          : culture.titles[level]!
    const manager = isTop ? '' : place === 0 ? String(FIRST_NUMBER) : String(department.first + Math.floor((place - 1) / REPORTS))
    const employee = [
      String(number),
      culture.name(random, gender),
      culture.words[gender],
      day(born),
      day(hired),
      title,
      department.code,
      hasLeft ? '' : manager,
      hasLeft ? culture.words.left : culture.words.active,
      left === null ? '' : day(left),
      `e${number}@${this.domain}`,
    ]
    const factor = isTop ? 3 : place === 0 ? 1.5 : leads ? 1.2 : 1
    return { employee, salaries: this.#career(random, number, { hired, left, factor, level, hasHistory }) }
  }

  /** A pay from the day of hire, and a raise each January. */
  #career(
    random: Random,
    number: number,
    career: { hired: number; left: number | null; factor: number; level: number; hasHistory: boolean },
  ): string[][] {
    const { currency, yearly, roundTo, raise } = this.#options.culture.pay
    const end = career.left ?? this.#today
    const firstYear = new Date(career.hired).getUTCFullYear() + 1
    const starts = [career.hired]
    for (let year = firstYear; career.hasHistory && Date.UTC(year, 0, 1) < end; year++) starts.push(Date.UTC(year, 0, 1))
    let amount = yearly[career.hasHistory ? 0 : career.level]! * career.factor * (0.9 + random.next() * 0.25)
    return starts.map((from, index) => {
      if (index > 0) amount *= 1 + raise[0] + random.next() * (raise[1] - raise[0])
      const next = starts[index + 1]
      const to = next !== undefined ? day(next - DAY_MS) : career.left === null ? '' : day(career.left)
      return [String(number), String(Math.round(amount / roundTo) * roundTo), currency, day(from), to]
    })
  }
}

/** About sixty people each; the first holds the one at the top. */
function makeDepartments(random: Random, { people, culture }: CompanyOptions): Department[] {
  const count = Math.max(1, Math.min(Math.round(people / 60), Math.max(culture.departments.length, Math.floor(people / 300)), people))
  const weights = Array.from({ length: count }, () => 0.5 + random.next())
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let first = FIRST_NUMBER
  let left = people
  return weights.map((weight, index) => {
    const rest = count - index - 1
    const size = rest === 0 ? left : Math.max(1, Math.min(left - rest, Math.round((people * weight) / total)))
    const kind = index % culture.departments.length
    const department = {
      code: `D${String(index + 1).padStart(3, '0')}`,
      name: culture.team(culture.departments[kind]!, Math.floor(index / culture.departments.length)),
      first,
      end: first + size,
    }
    first += size
    left -= size
    return department
  })
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10)

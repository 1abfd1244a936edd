import { actorOf, type Principal } from '@/lib/auth'
import { AppError, type Locale, minorDigits, newId, parsePlainDate } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import { splitName } from '../import/parse-values'
import { Company, type GeneratedPerson } from './company'
import { ENGLISH } from './english'
import { KOREAN } from './korean'
import { SAMPLE_SETTING, type SampleRecord } from './sample-record'

const PEOPLE = 240
const SEED = 7
const CULTURES = { en: ENGLISH, ko: KOREAN } satisfies Record<Locale, unknown>

type Options = { today: string; locale: Locale; requestId?: string | null }

/**
 * Made-up people for a portal in which nobody is yet, so that it can be looked at before the own ones are there. What was made is written
 * down with it, and `wipeSample` takes exactly that away again. Throws `conflict` where there is anybody already.
 */
export async function loadSample(db: TenantDb, principal: Principal, { today, locale, requestId }: Options): Promise<{ people: number }> {
  requireMayImport(principal)
  const culture = CULTURES[locale]
  const company = new Company({ seed: SEED, people: PEOPLE, culture, today })
  const generated = [...company.people()]
  const people = new Map(generated.map(({ employee }) => [employee[0]!, newId()]))
  const departments = new Map(company.departments.map(({ code }) => [code, newId()]))
  await db.$transaction(async (tx) => {
    // Whoever is second finds the record of the first.
    const record: SampleRecord = { people: [...people.values()], departments: [...departments.values()] }
    const { count } = await tx.setting.createMany({ data: [{ key: SAMPLE_SETTING, value: record }], skipDuplicates: true })
    if (
      count === 0 ||
      (await tx.employee.findFirst({ select: { id: true } })) ||
      (await tx.department.findFirst({ select: { id: true } }))
    ) {
      throw new AppError('conflict', {
        message: 'There are people or departments here already. Sample people are for an empty portal.',
        key: 'portal.firstSteps.notEmpty',
      })
    }
    await tx.department.createMany({ data: company.departments.map(({ code, name }) => ({ id: departments.get(code)!, code, name })) })
    await tx.employee.createMany({ data: generated.map((one) => personRow(one, { people, departments, culture })) })
    await tx.salary.createMany({ data: generated.flatMap(({ salaries }) => salaries.map((cells) => salaryRow(cells, people))) })
    for (const { code, first } of company.departments) {
      await tx.department.updateMany({ where: { code }, data: { headId: people.get(String(first))! } })
    }
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'sample.loaded',
      subject: { kind: 'setting', id: SAMPLE_SETTING },
      detail: { people: people.size },
      requestId,
    })
  })
  return { people: people.size }
}

type Known = { people: Map<string, string>; departments: Map<string, string>; culture: typeof ENGLISH }

function personRow({ employee }: GeneratedPerson, { people, departments, culture: { words } }: Known) {
  const [number, name, gender, born, hired, title, department, manager, status, left, email] = employee as [string, ...string[]]
  const { first, last } = splitName(name!)
  return {
    id: people.get(number)!,
    number,
    firstName: first,
    lastName: last,
    gender: gender === words.F ? 'F' : 'M',
    birthDate: parsePlainDate(born!),
    email: email!,
    title: title!,
    departmentId: departments.get(department!)!,
    managerId: people.get(manager!) ?? null,
    status: status === words.left ? 'left' : 'active',
    hiredOn: parsePlainDate(hired!)!,
    leftOn: left ? parsePlainDate(left) : null,
  }
}

function salaryRow(cells: string[], people: Map<string, string>) {
  const [number, amount, currency, from, to] = cells as [string, string, string, string, string]
  return {
    id: newId(),
    employeeId: people.get(number)!,
    amountMinor: BigInt(amount) * 10n ** BigInt(minorDigits(currency)),
    currency,
    fromDate: parsePlainDate(from)!,
    toDate: to ? parsePlainDate(to) : null,
  }
}

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getDashboard } from '@/lib/hr'
import { Company } from '@/lib/hr/sample/company'
import { ENGLISH } from '@/lib/hr/sample/english'
import { KOREAN } from '@/lib/hr/sample/korean'
import { fileSource, importFiles } from '@/lib/hr/testing/import'
import { member } from '@/lib/hr/testing/people'
import { createWorld, type World } from '@/scripts/testing/world'
import { writeCompany } from './write-company'

let world: World
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'company-'))
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
const options = (culture = KOREAN, people = 700, seed = 7) => ({ seed, people, culture, today: '2026-01-01' })
const files = (out: string) => ({
  departments: fileSource(join(out, 'departments.csv')),
  employees: fileSource(join(out, 'employees.csv')),
  salaries: fileSource(join(out, 'salaries.csv')),
})
const hash = (out: string) =>
  createHash('sha256')
    .update(
      Object.keys(files(out))
        .map((kind) => readFileSync(join(out, `${kind}.csv`), 'utf8'))
        .join(),
    )
    .digest('hex')

describe('a generated company', () => {
  test.each([
    ['Korean', KOREAN],
    ['English', ENGLISH],
  ])('in %s is imported without a single problem, by the guesses alone', async (name, culture) => {
    const out = join(folder, name)
    const written = await writeCompany(out, options(culture))
    const { db } = await world.addTenant()
    const report = await importFiles(db, files(out), { currency: 'EUR' })
    expect(report).toMatchObject({ outcome: 'written', problems: [], headsUnknown: 0, leavingDatesFilled: 0 })
    expect(report.files.map(({ ready }) => ready)).toEqual([12, 700, written.salaries])
    const dashboard = await getDashboard(db, member(db, 'hr'), '2026-01-01')
    expect(dashboard.activePeople).toBe(report.peopleAfter)
    expect(dashboard.timeline.at(-1)!.headcount).toBe(report.peopleAfter)
    expect(dashboard.monthlyPay).toEqual([{ currency: culture.pay.currency, amountMinor: expect.any(Number) }])
    const cost = dashboard.monthlyPay![0]!.amountMinor / dashboard.activePeople / (culture === KOREAN ? 1 : 100)
    const [low, high] = [culture.pay.yearly[0]! / 12, culture.pay.yearly.at(-1)! / 12]
    expect(cost).toBeGreaterThan(low)
    expect(cost).toBeLessThan(high)
  })

  test('is the same for the same seed, and another for another', async () => {
    const hashes = []
    for (const [index, seed] of [7, 7, 8].entries()) {
      const out = join(folder, `seed-${index}`)
      await writeCompany(out, options(KOREAN, 200, seed))
      hashes.push(hash(out))
    }
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(hashes[2])
  })

  test.each([1, 2, 9, 61, 1000])('of %i people has that many, and one at the top', (people) => {
    const rows = [...new Company(options(ENGLISH, people)).people()].map(({ employee }) => employee)
    expect(rows).toHaveLength(people)
    expect(new Set(rows.map(([number]) => number)).size).toBe(people)
    expect(rows.filter((row) => row[7] === '' && row[8] === 'active')).toHaveLength(1)
    const reports = new Map<string, number>()
    for (const row of rows) reports.set(row[7]!, (reports.get(row[7]!) ?? 0) + 1)
    const isActive = new Map(rows.map((row) => [row[0], row[8] === 'active']))
    for (const manager of reports.keys()) if (manager) expect(isActive.get(manager), manager).toBe(true)
  })
})

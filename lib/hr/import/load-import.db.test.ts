import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { getPerson, listPeople } from '@/lib/hr'
import { table } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { fileSource, importFiles, textSource } from '../testing/import'
import { member, TODAY } from '../testing/people'
import type { ImportReport } from './import-report'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const DEMO = `${process.cwd()}/prisma/demo`
const company = (name: string) => ({
  departments: fileSource(`${DEMO}/${name}/departments.csv`),
  employees: fileSource(`${DEMO}/${name}/employees.csv`),
  salaries: fileSource(`${DEMO}/${name}/salaries.csv`),
})
const counts = (report: ImportReport) =>
  report.files.map(({ kind, rows, bad, written }) => [kind, rows, bad, written?.created, written?.updated, written?.unchanged])
const codes = (report: ImportReport) => Object.fromEntries(report.problems.map(({ kind, code, count }) => [`${kind}.${code}`, count]))
const lines = (report: ImportReport, code: string) =>
  report.problems.filter((group) => group.code === code).flatMap(({ samples }) => samples.map(({ line }) => line))
const fresh = async () => (await world.addTenant()).db

describe('a real company', () => {
  test('comes in whole, with its tree of managers, heads and pay', async () => {
    const db = await fresh()
    const report = await importFiles(db, company('sumac'), { period: 'month' })
    expect(report.outcome).toBe('written')
    expect(counts(report)).toEqual([
      ['departments', 27, 0, 27, 0, 0],
      ['employees', 107, 0, 107, 0, 0],
      ['salaries', 107, 0, 107, 0, 0],
    ])
    expect(report).toMatchObject({ peopleAfter: 107, problems: [], headsUnknown: 0 })
    const hr = member(db, 'hr')
    const { rows } = await listPeople(db, hr, { sort: 'number', limit: 1 }, TODAY)
    const king = await getPerson(db, hr, rows[0]!.id, TODAY)
    expect(king).toMatchObject({
      number: '100',
      firstName: 'Steven',
      lastName: 'King',
      title: 'President',
      department: { name: 'Executive' },
      manager: null,
      allReports: 106,
      salary: { amountMinor: 2_400_000, currency: 'USD', period: 'month' },
    })
    expect(await db.department.count({ where: { headId: { not: null } } })).toBe(11)
  })

  test('that is imported again changes not a single row', async () => {
    const db = await fresh()
    await importFiles(db, company('quill'))
    const rows = () =>
      Promise.all([
        db.department.findMany({ orderBy: { code: 'asc' } }),
        db.employee.findMany({ orderBy: { number: 'asc' } }),
        db.salary.findMany({ orderBy: { id: 'asc' } }),
      ])
    const before = await rows()
    const again = await importFiles(db, company('quill'))
    expect(counts(again)).toEqual([
      ['departments', 2, 0, 0, 0, 2],
      ['employees', 253, 0, 0, 0, 253],
      ['salaries', 2392, 0, 0, 0, 2392],
    ])
    expect(await rows()).toEqual(before)
  })

  test('gives those who left the last day of their last pay', async () => {
    const db = await fresh()
    const report = await importFiles(db, company('quill'))
    expect(report).toMatchObject({ leavingDatesFilled: 45, peopleAfter: 208 })
    const brendel = await db.employee.findFirstOrThrow({
      where: { number: '10144' },
      include: { salaries: { orderBy: { fromDate: 'desc' }, take: 1 } },
    })
    expect(brendel.leftOn).toEqual(brendel.salaries[0]!.toDate)
  })
})

/** Departments and people as text; each row of people: number,last,hired,department,manager,status. */
const DEPARTMENTS = 'code,name\nd1,Development\nd2,Sales\n'
const people = (...rows: string[]) => `number,last name,hire date,department,manager,status\n${rows.join('\n')}\n`
const pay = (...rows: string[]) => `employee id,amount,from,to\n${rows.join('\n')}\n`

describe('rows that cannot be', () => {
  const bad = {
    departments: `${DEPARTMENTS}d1,Again\n,No code\n`,
    employees: people(
      '1,Boss,2000-01-01,d1,,', // 2
      '2,Under,2001-01-01,Sales,1,', // 3: a department by its name
      '2,Twice,2001-01-01,d1,1,', // 4
      '3,Lost,2001-01-01,d9,1,', // 5
      '4,Orphan,2001-01-01,d1,99,', // 6
      '5,RoundA,2001-01-01,d1,6,', // 7
      '6,RoundB,2001-01-01,d1,5,', // 8
      '7,BelowRound,2001-01-01,d1,6,', // 9
      '8,BelowLost,2001-01-01,d1,3,', // 10
      '9,NoDay,1955-02-30,d1,1,', // 11
      '10,BelowNoDay,2001-01-01,d1,9,', // 12
      '11,Fine,2001-01-01,,2,', // 13
    ),
    salaries: pay(
      '1,100,2000-01-01,',
      '1,200,2000-01-01,',
      '99,1,2000-01-01,',
      '3,1,2000-01-01,',
      '2,-5,2000-01-01,',
      '2,5,2001-01-01,2000-01-01',
      '11,7,2001-01-01,',
    ),
  }
  const expected = {
    'departments.code_twice': 1,
    'departments.missing': 1,
    'employees.date_not_exist': 1,
    'employees.number_twice': 1,
    'employees.department_unknown': 1,
    'employees.manager_unknown': 1,
    'employees.manager_cycle': 2,
    'employees.manager_left_out': 3,
    'salaries.amount_negative': 1,
    'salaries.from_after_to': 1,
    'salaries.employee_unknown': 1,
    'salaries.employee_left_out': 1,
    'salaries.salary_twice': 1,
  }

  test('are each named with their line, and of all or nothing nothing is written', async () => {
    const db = await fresh()
    const report = await importFiles(db, bad)
    expect(report.outcome).toBe('refused')
    expect(codes(report)).toEqual(expected)
    expect(lines(report, 'number_twice')).toEqual([4])
    expect(lines(report, 'department_unknown')).toEqual([5])
    expect(lines(report, 'manager_unknown')).toEqual([6])
    expect(lines(report, 'manager_cycle')).toEqual([7, 8])
    expect(lines(report, 'manager_left_out')).toEqual([9, 10, 12])
    expect(lines(report, 'salary_twice')).toEqual([3])
    expect(report.problems.find(({ code }) => code === 'department_unknown')!.samples[0]).toMatchObject({ subject: 'Lost', value: 'd9' })
    expect(report.files.map(({ rows, ready, bad: wrong }) => [rows, ready, wrong])).toEqual([
      [4, 2, 2],
      [12, 3, 9],
      [7, 2, 5],
    ])
    expect([await db.department.count(), await db.employee.count(), await db.salary.count(), await db.auditEvent.count()]).toEqual([
      0, 0, 0, 0,
    ])
  })

  test('are left out when that is wished, and the others are written', async () => {
    const db = await fresh()
    const report = await importFiles(db, bad, { mode: 'skip-bad-rows' })
    expect(report.outcome).toBe('written')
    expect(counts(report)).toEqual([
      ['departments', 4, 2, 2, 0, 0],
      ['employees', 12, 9, 3, 0, 0],
      ['salaries', 7, 5, 2, 0, 0],
    ])
    const rows = await db.employee.findMany({
      orderBy: { number: 'asc' },
      select: { number: true, lastName: true, department: { select: { name: true } }, manager: { select: { number: true } } },
    })
    expect(rows).toEqual([
      { number: '1', lastName: 'Boss', department: { name: 'Development' }, manager: null },
      { number: '11', lastName: 'Fine', department: null, manager: { number: '2' } },
      { number: '2', lastName: 'Under', department: { name: 'Sales' }, manager: { number: '1' } },
    ])
    expect((await db.auditEvent.findMany()).map(({ action }) => action)).toEqual(['people.imported'])
    expect(JSON.stringify(await db.auditEvent.findMany({ select: { detail: true } }))).not.toMatch(/Boss|Under|Lost/)
  })

  test('are found by a dry run, which writes nothing', async () => {
    const db = await fresh()
    const report = await importFiles(db, bad, { isDryRun: true, mode: 'skip-bad-rows' })
    expect([report.outcome, codes(report), report.files.map(({ written }) => written)]).toEqual(['checked', expected, [null, null, null]])
    expect([await db.department.count(), await db.employee.count(), await db.auditEvent.count()]).toEqual([0, 0, 0])
  })

  test('leave nothing half-written when the file breaks off in the middle', async () => {
    const db = await fresh()
    const broken = `${people(...Array.from({ length: 5_000 }, (_, n) => `${n},Kim,2001-01-01,,,`))}x,"open\n`
    await expect(importFiles(db, { departments: DEPARTMENTS, employees: broken })).rejects.toMatchObject({
      problem: { code: 'quote_open', line: 5_002 },
    })
    expect([await db.department.count(), await db.employee.count()]).toEqual([0, 0])
    expect((await importFiles(db, { departments: DEPARTMENTS })).outcome).toBe('written')
  })

  test('leave nothing half-written when somebody cancels', async () => {
    const db = await fresh()
    const abort = new AbortController()
    const source = textSource(people(...Array.from({ length: 20_000 }, (_, n) => `${n},Kim,2001-01-01,,,`)), 10_000)
    let reads = 0
    const employees = {
      open: async () => {
        if (++reads >= 4) setTimeout(() => abort.abort(), 5)
        return source.open()
      },
    }
    await expect(importFiles(db, { employees }, { signal: abort.signal })).rejects.toThrow()
    expect(await db.employee.count()).toBe(0)
    expect(await db.$queryRaw`SELECT 1 AS alive FROM ${table('employees')} HAVING true`).toEqual([{ alive: 1 }])
  })
})

describe('an import into a company with people', () => {
  test('changes the chosen columns of those who are there, and keeps the others', async () => {
    const db = await fresh()
    await importFiles(db, {
      departments: DEPARTMENTS,
      employees:
        'number,name,hired,email,title,department\n1,Ada Kim,2000-01-01,a@example.com,Engineer,d1\n2,Bo Lee,2001-01-01,,Clerk,d2\n',
    })
    const before = await db.employee.findMany({ orderBy: { number: 'asc' } })
    const report = await importFiles(db, {
      employees: 'number,last name,hired,title\n1,Kim,2000-01-01,\n2,Lee,2001-01-01,Clerk\n3,New,2002-01-01,Intern\n',
    })
    expect(counts(report)).toEqual([['employees', 3, 0, 1, 1, 1]])
    const [ada, bo] = await db.employee.findMany({ orderBy: { number: 'asc' } })
    expect(ada).toMatchObject({
      id: before[0]!.id,
      firstName: 'Ada',
      lastName: 'Kim',
      email: 'a@example.com',
      title: '',
      departmentId: before[0]!.departmentId,
    })
    expect(bo).toEqual(before[1])
  })

  test('finds managers who are there already, and circles that close through them', async () => {
    const db = await fresh()
    await importFiles(db, { employees: people('1,Top,2000-01-01,,,', '2,Middle,2000-01-01,,1,', '3,Low,2000-01-01,,2,') })
    expect((await importFiles(db, { employees: people('4,New,2000-01-01,,3,') })).outcome).toBe('written')
    const circle = await importFiles(db, { employees: people('1,Top,2000-01-01,,3,') })
    expect([circle.outcome, codes(circle)]).toEqual(['refused', { 'employees.manager_cycle': 1 }])
    const through = await importFiles(db, { employees: people('1,Top,2000-01-01,,4,', '9,Aside,2000-01-01,,1,') })
    expect(codes(through)).toEqual({ 'employees.manager_cycle': 1, 'employees.manager_left_out': 1 })
    expect((await importFiles(db, { employees: people('3,Low,2000-01-01,,1,', '2,Middle,2000-01-01,,3,') })).outcome).toBe('written')
  })

  test('takes people back, and keeps the last day of those who left', async () => {
    const db = await fresh()
    const file = (status: string) => `number,last name,hired,status\n1,Kim,2000-01-01,${status}\n`
    await importFiles(db, { employees: file('left'), salaries: pay('1,100,2000-01-01,2005-06-30') })
    const day = async () => (await db.employee.findFirstOrThrow()).leftOn?.toISOString().slice(0, 10)
    expect(await day()).toBe('2005-06-30')
    expect(counts(await importFiles(db, { employees: file('left') }))).toEqual([['employees', 1, 0, 0, 0, 1]])
    await importFiles(db, { employees: file('active') })
    expect(await day()).toBeUndefined()
  })

  test('never reaches people, departments or pay of another tenant', async () => {
    const [mine, theirs] = [await fresh(), await fresh()]
    await importFiles(theirs, {
      departments: DEPARTMENTS,
      employees: people('1,Theirs,2000-01-01,d1,,'),
      salaries: pay('1,100,2000-01-01,'),
    })
    const before = [await theirs.employee.findMany(), await theirs.salary.findMany(), await theirs.department.findMany()]
    const report = await importFiles(mine, { employees: people('2,Mine,2000-01-01,d1,1,'), salaries: pay('1,1,2000-01-01,') })
    expect(codes(report)).toEqual({ 'employees.department_unknown': 1, 'salaries.employee_unknown': 1 })
    await importFiles(mine, { departments: DEPARTMENTS, employees: people('1,Mine,2000-01-01,d1,,'), salaries: pay('1,7,2000-01-01,') })
    expect([await theirs.employee.findMany(), await theirs.salary.findMany(), await theirs.department.findMany()]).toEqual(before)
  })

  test('that ran before its worker was killed is not run again, and tells what it did', async () => {
    const db = await fresh()
    const operationId = newId()
    const files = { employees: people('1,Kim,2000-01-01,,,') }
    const first = await importFiles(db, files, { operationId })
    await db.employee.updateMany({ data: { title: 'changed since' } })
    const second = await importFiles(db, files, { operationId })
    expect(counts(second)).toEqual(counts(first))
    expect(await db.auditEvent.count()).toBe(1)
    expect((await db.employee.findFirstOrThrow()).title).toBe('changed since')
  })

  test('of heads who are not there yet comes without them, and says so', async () => {
    const db = await fresh()
    const departments = 'code,name,head\nd1,Development,1\nd2,Sales,9\n'
    expect(await importFiles(db, { departments })).toMatchObject({ outcome: 'written', headsUnknown: 2 })
    expect(await importFiles(db, { departments, employees: people('1,Kim,2000-01-01,d1,,') })).toMatchObject({
      outcome: 'written',
      headsUnknown: 1,
    })
    expect(await db.department.findMany({ orderBy: { code: 'asc' }, select: { head: { select: { number: true } } } })).toEqual([
      { head: { number: '1' } },
      { head: null },
    ])
  })
})

test('whatever tree of people is imported is what the portal then lists, and once more changes nothing', async () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', 'Z', '김', 'é', "'", '=', '\\', '"', '-'), minLength: 1, maxLength: 6 })
    .filter((text) => !/^'[=-]/.test(text))
  const person = fc.record({
    last: name,
    title: fc.oneof(fc.constant(''), name),
    year: fc.integer({ min: 1990, max: 2020 }),
    boss: fc.nat(),
    pay: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 25 }), fc.constantFrom(',', ';', '\t'), async (model, separator) => {
      const db = await fresh()
      const line = (...values: unknown[]) => values.map((value) => `"${String(value).replaceAll('"', '""')}"`).join(separator)
      const boss = (index: number) => (index === 0 ? '' : String(model[index]!.boss % index))
      const files = {
        employees: [
          line('number', 'last name', 'title', 'hired', 'manager'),
          ...model.map((each, index) => line(index, each.last, each.title, `${each.year}-05-05`, boss(index))),
        ].join('\r\n'),
        salaries: [
          line('employee id', 'amount', 'from'),
          ...model.flatMap((each, index) => (each.pay === null ? [] : [line(index, (each.pay / 100).toFixed(2), `${each.year}-05-05`)])),
          '',
        ].join('\n'),
      }
      const withPay = model.some((each) => each.pay !== null)
      const chosen = withPay ? files : { employees: files.employees }
      await importFiles(db, chosen)
      const list = async () => (await listPeople(db, member(db, 'hr'), { sort: 'hiredOn', limit: 50 }, TODAY)).rows
      const rows = await list()
      const byNumber = new Map(rows.map((row) => [row.number, row]))
      expect(rows).toHaveLength(model.length)
      for (const [index, each] of model.entries()) {
        expect(byNumber.get(String(index))).toMatchObject({
          lastName: each.last,
          title: each.title,
          hiredOn: `${each.year}-05-05`,
          manager: index === 0 ? null : { id: byNumber.get(boss(index))!.id },
          salary: each.pay === null ? null : { amountMinor: each.pay, currency: 'USD' },
        })
      }
      const again = await importFiles(db, chosen)
      expect(again.files.every(({ written }) => written?.created === 0 && written.updated === 0)).toBe(true)
      expect(await list()).toEqual(rows)
    }),
    { numRuns: 25 },
  )
})

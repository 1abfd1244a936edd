import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessColumns, guessKind, guessMapping } from './guess-mapping'
import { judgeManagers } from './manager-tree'
import { parseAmount, parseDate, parseEmail, parseText, splitName } from './parse-values'
import { RowParser } from './row-parser'
import { RowProblems } from './row-problem'
import { suggest } from './suggest'

/** The value, or the code of what is wrong. */
function judge<T>(parse: (problems: RowProblems) => T): unknown {
  const problems = new RowProblems()
  const value = parse(problems)
  return problems.list.length > 0 ? problems.list.map(({ code, detail }) => (detail ? `${code} ${detail}` : code)).join() : value
}

describe('a cell with', () => {
  test.each([
    ['2024-01-31', '2024-01-31'],
    ['2024-02-29', '2024-02-29'],
    ['2024/1/5', '2024-01-05'],
    ['2024. 1. 5.', '2024-01-05'],
    ['2024.01.05', '2024-01-05'],
    ['20240105', '2024-01-05'],
    ['2024-01-05 00:00:00', '2024-01-05'],
    ['2024-01-05T00:00:00.000Z', '2024-01-05'],
    ['1955-02-30', 'date_not_exist 1955-02:28'],
    ['1900-02-29', 'date_not_exist 1900-02:28'],
    ['2000-02-30', 'date_not_exist 2000-02:29'],
    ['2024-04-31', 'date_not_exist 2024-04:30'],
    ['2024-13-01', 'date_format'],
    ['24/04/97', 'date_format'],
    ['01.02.2024', 'date_format'],
    ['2024-01-05 13:00:00', 'date_format'],
    ['tomorrow', 'date_format'],
    ['1024-01-01', 'date_range 1900-2100'],
    ['9999-12-31', 'date_range 1900-2100'],
    ['2024-00-10', 'date_format'],
    ['2024-10-00', 'date_not_exist 2024-10:31'],
  ])('the date %s is %s', (raw, expected) => {
    expect(judge((problems) => parseDate(raw, 'hiredOn', problems))).toBe(expected)
  })

  test.each([
    ['60117', 'USD', 6_011_700],
    ['60,117.5', 'USD', 6_011_750],
    ['$60117.50', 'USD', 6_011_750],
    ['3,000,000원', 'KRW', 3_000_000],
    ['₩ 3000000', 'KRW', 3_000_000],
    ['3000000.00', 'KRW', 3_000_000],
    ['1 234 567', 'EUR', 123_456_700],
    ['0', 'USD', 0],
    ['1.234', 'BHD', 1_234],
    ['-5', 'USD', 'amount_negative'],
    ['(500)', 'USD', 'amount_negative'],
    ['−5', 'USD', 'amount_negative'],
    ['1.234,56', 'EUR', 'amount_invalid'],
    ['1,23', 'EUR', 'amount_invalid'],
    ['12,34,567', 'INR', 'amount_invalid'],
    ['0x10', 'USD', 'amount_invalid'],
    ['1e6', 'USD', 'amount_invalid'],
    ['abc', 'USD', 'amount_invalid'],
    ['NaN', 'USD', 'amount_invalid'],
    ['1.005', 'USD', 'amount_decimals 2'],
    ['1.5', 'KRW', 'amount_decimals 0'],
    ['99999999999999999', 'USD', 'amount_too_large'],
  ])('the amount %s in %s is %s', (raw, currency, expected) => {
    expect(judge((problems) => parseAmount(raw, currency, 'amount', problems))).toBe(expected)
  })

  test('every amount below the limit is exact to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000_000_000 }), (minor) => {
        const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
        expect(judge((problems) => parseAmount(text, 'USD', 'amount', problems))).toBe(minor)
      }),
    )
  })

  test('text in the three-part Hangul of a Mac is stored in one form, and invisible characters are refused', () => {
    const text = (raw: string) => judge((problems) => parseText(raw, 10, 'title', problems))
    expect(text('한글'.normalize('NFD'))).toBe('한글')
    expect(text('A\n  B')).toBe('A B')
    expect(text('a\u0000b')).toBe('control_character')
    expect(text('a\u001bb')).toBe('control_character')
    // The rule of every other way in (lib/core/shown-line.schema.ts): what turns the direction, or nobody sees, is refused here too.
    for (const hidden of ['\u202e', '\u2066', '\u200b', '\u00ad', '\ud800']) expect(text(`a${hidden}b`), hidden).toBe('control_character')
    expect(text('👩‍💻')).toBe('👩‍💻')
    expect(text('x'.repeat(11))).toBe('too_long 10')
  })

  test('an address is one', () => {
    const email = (raw: string) => judge((problems) => parseEmail(raw, 'email', problems))
    expect(email('a.b+c@example.co.kr')).toBe('a.b+c@example.co.kr')
    for (const wrong of ['a', 'a@b', '@b.c', 'a@b.', 'a b@c.d', 'a@b@c.d', `${'x'.repeat(251)}@b.c`])
      expect(email(wrong), wrong).toBe('email_invalid')
  })

  test.each([
    ['김서연', '김', '서연'],
    ['남궁민수', '남궁', '민수'],
    ['남궁', '남', '궁'],
    ['김 서연', '김', '서연'],
    ['Grace Kim', 'Kim', 'Grace'],
    ['Kim, Grace', 'Kim', 'Grace'],
    ['Ana Maria Lopez', 'Lopez', 'Ana Maria'],
    ['Plato', 'Plato', ''],
  ])('the whole name %s is family name %s and given name %s', (name, last, first) => {
    expect(splitName(name)).toEqual({ last, first })
  })
})

describe('a row', () => {
  const options = { today: '2026-11-23', currency: 'USD', period: 'year' as const }
  const headers = ['no', 'first', 'last', 'hired', 'left', 'born', 'status', 'boss']
  const mapping = {
    number: 'no',
    firstName: 'first',
    lastName: 'last',
    hiredOn: 'hired',
    leftOn: 'left',
    birthDate: 'born',
    status: 'status',
    manager: 'boss',
  }
  const parse = (values: string[]) => new RowParser('employees', headers, mapping, options).parse({ line: 5, values }).trimEnd().split('\t')
  const codes = (values: string[]) => {
    const problems = parse(values).at(-1)!
    return problems === '\\N' ? [] : (JSON.parse(problems.replaceAll('\\\\', '\\')) as { code: string }[]).map(({ code }) => code)
  }

  test('that is right has its values in order and no problem', () => {
    expect(parse(['7', 'Ada', 'Lo\\ve', '2020-1-2', '', '1990-01-01', '', '1'])).toEqual([
      '5',
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      '7',
      'Ada',
      'Lo\\\\ve',
      '\\N',
      '1990-01-01',
      '\\N',
      '',
      '\\N',
      '1',
      'active',
      '2020-01-02',
      '\\N',
      '\\N',
    ])
  })

  test.each([
    [['', 'Ada', 'L', '2020-01-01', '', '', '', ''], ['missing']],
    [['1', '', '', '2020-01-01', '', '', '', ''], ['missing']],
    [['1', 'A', 'L', '', '', '', '', ''], ['missing']],
    [['1', 'A', 'L', '2020-01-01', '2019-01-01', '', '', ''], ['left_before_hired']],
    [['1', 'A', 'L', '2020-01-01', '2021-01-01', '', 'active', ''], ['left_but_active']],
    [['1', 'A', 'L', '2020-01-01', '9999-12-31', '', 'active', ''], []],
    [['1', 'A', 'L', '2020-01-01', '2027-01-01', '', '', ''], []],
    [['1', 'A', 'L', '2020-01-01', '', '2020-01-01', '', ''], ['born_after_hired']],
    [['1', 'A', 'L', '2020-01-01', '', '', 'maybe', ''], ['status_unknown']],
    [['1', 'A', 'L', '2020-01-01', '', '', '재직', ''], []],
    [['1', 'A', 'L', '2020-01-01', '', '', '', '1'], ['manager_self']],
    [['1', 'A', 'L', '2020-01-01'], ['columns_too_few']],
    [['1', 'A', 'L', '2020-01-01', '', '', '', '', 'more'], ['columns_too_many']],
    [['1', 'A', 'L', '2020-01-01', '', '', '', '', '', ''], []],
    [
      ['1', 'A\u0000', 'L', '2020-02-30', '', '', 'x', '1'],
      ['control_character', 'manager_self', 'date_not_exist', 'status_unknown'],
    ],
  ])('%j has %j', (values, expected) => {
    expect(codes(values)).toEqual(expected)
  })

  test('with a last day that has come is of one who left', () => {
    expect(parse(['1', 'A', 'L', '2020-01-01', '2021-01-01', '', '', '']).slice(11, 14)).toEqual(['left', '2020-01-01', '2021-01-01'])
  })

  test('of a corrected file of bad rows loses the quote that kept a spreadsheet from running it', () => {
    expect(parse(['1', "'=A", "'Hara", '2020-01-01', '', '', '', '']).slice(3, 5)).toEqual(['=A', "'Hara"])
  })

  test('never breaks the line of its table, whatever is in its cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', 'N', '"', '\u0000', '김', '.') })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 8, maxLength: 8 }), (values) => {
        const text = new RowParser('employees', headers, mapping, options).parse({ line: 1, values })
        expect(text.endsWith('\n') && !text.slice(0, -1).includes('\n')).toBe(true)
        expect(text.split('\t')).toHaveLength(15)
        expect(text).not.toContain('\u0000')
      }),
    )
  })
})

describe('a guess of columns', () => {
  test('knows the headers of the real companies, in English and in Korean', () => {
    expect(
      guessMapping(
        'employees',
        'employee_id,first_name,last_name,gender,birth_date,hire_date,title,department_id,manager_id,status,origin'.split(','),
      ),
    ).toEqual({
      number: 'employee_id',
      firstName: 'first_name',
      lastName: 'last_name',
      gender: 'gender',
      birthDate: 'birth_date',
      hiredOn: 'hire_date',
      title: 'title',
      department: 'department_id',
      manager: 'manager_id',
      status: 'status',
    })
    expect(guessMapping('employees', ['사번', '이름', '성별', '생년월일', '입사일', '직급', '부서', '팀장사번', '재직상태'])).toEqual({
      number: '사번',
      fullName: '이름',
      gender: '성별',
      birthDate: '생년월일',
      hiredOn: '입사일',
      title: '직급',
      department: '부서',
      manager: '팀장사번',
      status: '재직상태',
    })
    expect(guessMapping('salaries', ['Employee ID', 'Base Salary', 'Currency', 'Effective Date', 'End Date'])).toEqual({
      employee: 'Employee ID',
      amount: 'Base Salary',
      currency: 'Currency',
      fromDate: 'Effective Date',
      toDate: 'End Date',
    })
    expect(guessMapping('departments', ['부서코드', '부서명', '부서장사번'])).toEqual({
      code: '부서코드',
      name: '부서명',
      head: '부서장사번',
    })
  })

  test('says when it is not certain, and gives no field twice', () => {
    const guesses = guessColumns('employees', ['my department', 'Department', 'Hire date (yyyy-mm-dd)'])
    expect(guesses).toEqual([null, { field: 'department', isCertain: true }, { field: 'hiredOn', isCertain: false }])
  })

  test('tells what a file holds', () => {
    expect(guessKind(['department_id', 'name', 'head_employee_id'])).toBe('departments')
    expect(guessKind(['employee_id', 'amount', 'currency', 'from_date', 'to_date'])).toBe('salaries')
    expect(guessKind(['employee_id', 'first_name', 'last_name', 'hire_date'])).toBe('employees')
    expect(guessKind(['a', 'b'])).toBe('employees')
  })

  test('of what was meant prefers letters that look alike, and is silent when two are as near', () => {
    expect(suggest('d0O5', ['d001', 'd005', 'd006'])).toBe('d005')
    expect(suggest('Develpment', ['Development', 'Marketing'])).toBe('Development')
    expect(suggest('d00', ['d001', 'd002'])).toBeNull()
    expect(suggest('Sales', ['Finance'])).toBeNull()
  })
})

describe('managers', () => {
  const judgeAll = (managers: number[]) => {
    const rows = Int32Array.from([0, ...managers.map((manager) => (manager === -9 ? 0 : manager))])
    const hasRow = Uint8Array.from([0, ...managers.map((manager) => (manager === -9 ? 0 : 1))])
    return Object.fromEntries(judgeManagers(rows, hasRow))
  }
  test('in a circle, unknown and left out are told apart, and who is below them follows', () => {
    expect(judgeAll([-9, 1, 2])).toEqual({})
    expect(judgeAll([2, 3, 1, 1, 4])).toEqual({
      1: 'manager_cycle',
      2: 'manager_cycle',
      3: 'manager_cycle',
      4: 'manager_left_out',
      5: 'manager_left_out',
    })
    expect(judgeAll([-1, 1, -2, 3, 0, 5])).toEqual({
      1: 'manager_unknown',
      2: 'manager_left_out',
      3: 'manager_left_out',
      4: 'manager_left_out',
    })
  })

  test('in a chain of a million are judged in a moment', () => {
    const size = 1_000_000
    const managers = new Int32Array(size + 1).map((_, line) => line - 1)
    managers[1] = size
    const startedAt = performance.now()
    const problems = [...judgeManagers(managers, new Uint8Array(size + 1).fill(1, 1))]
    expect([problems.length, new Set(problems.map(([, code]) => code)).size]).toEqual([size, 1])
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  test('are good exactly when following them up ends', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 12 }), { minLength: 12, maxLength: 12 }), (managers) => {
        const bad = judgeAll(managers)
        for (let line = 1; line <= 12; line++) {
          let at = line
          for (let steps = 0; at > 0 && steps < 20; steps++) at = managers[at - 1]!
          expect(line in bad, `${line} of ${managers}`).toBe(at !== 0)
        }
      }),
    )
  })
})

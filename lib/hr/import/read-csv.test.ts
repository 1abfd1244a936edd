import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textSource } from '../testing/import'
import { isFileProblem } from './file-problem'
import { guessSeparator } from './guess-separator'
import { inspectText, type TextSource } from './inspect-text'
import { openTable, readRows } from './open-table'
import { type CsvRow, findSeparator, readCsv } from './read-csv'

const KO = '사번,이름\n1,김서연\n2,박도윤\n'
// 'Kim' in CP949, as Excel in Korea saves it.
const CP949 = Buffer.from('bbe7b9f82cc0ccb8a70a312cb1e8bcadbfac0a', 'hex')

async function read(source: TextSource): Promise<CsvRow[]> {
  const { encoding } = await inspectText(source)
  const rows: CsvRow[] = []
  for await (const row of readCsv(source, { encoding, separator: await findSeparator(source, encoding) })) rows.push(row)
  return rows
}
const values = async (content: string | Buffer, chunkBytes?: number) =>
  (await read(textSource(content, chunkBytes))).map((row) => row.values)
const problem = async (content: string | Buffer, chunkBytes = 1000) => {
  try {
    await read(textSource(content, chunkBytes))
  } catch (error) {
    if (isFileProblem(error)) return error.problem
    throw error
  }
  return null
}
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('a file in any encoding that people send', () => {
  const expected = [
    ['사번', '이름'],
    ['1', '김서연'],
    ['2', '박도윤'],
  ]
  const cases: [string, Buffer][] = [
    ['UTF-8', Buffer.from(KO)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${KO}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${KO}`, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${KO}`)],
  ]
  for (const chunkBytes of [3, 5, 64]) {
    test.each(cases)(`%s is read, in chunks of ${chunkBytes} bytes`, async (_name, bytes) => {
      expect(await values(bytes, chunkBytes)).toEqual(expected)
    })
  }

  test('UTF-16 without a mark is known by its zeros, Korean CP949 by being nothing else', async () => {
    expect(await values(Buffer.from('id,name\n1,Kim\n', 'utf16le'))).toEqual([
      ['id', 'name'],
      ['1', 'Kim'],
    ])
    expect(await values(utf16be('id,name\n1,Kim\n'))).toEqual([
      ['id', 'name'],
      ['1', 'Kim'],
    ])
    expect(await values(CP949)).toEqual([
      ['사번', '이름'],
      ['1', '김서연'],
    ])
    const late = Buffer.concat([Buffer.from('1,ascii only\n'.repeat(9_000)), CP949])
    expect((await values(late, 65_536)).at(-1)).toEqual(['1', '김서연'])
  })

  test('bytes of no encoding are refused with the line where they are', async () => {
    const broken = Buffer.concat([Buffer.from('id,name\n1,Ada\n2,'), Buffer.from([0xff, 0xff, 0x0a])])
    expect(await problem(broken)).toEqual({ code: 'encoding_unknown', line: 3 })
    expect(await problem(Buffer.from('\ufeff김', 'utf16le').subarray(0, 3))).toMatchObject({ code: 'encoding_broken' })
  })

  test('a workbook, a picture and an empty file are told apart', async () => {
    expect(await problem(Buffer.from('504b030414000600', 'hex'))).toEqual({ code: 'spreadsheet' })
    expect(await problem(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toEqual({ code: 'spreadsheet' })
    expect(await problem(Buffer.alloc(5_000))).toEqual({ code: 'not_text' })
    expect(await problem('')).toEqual({ code: 'empty' })
  })
})

describe('a file with any separator', () => {
  test.each([[','], [';'], ['\t'], ['|']])('%j is found by itself', async (separator) => {
    const lines = [
      ['number', 'name', 'note'],
      ['1', 'Kim', 'a'],
      ['2', 'Lee', 'b'],
    ]
    expect(await values(lines.map((line) => line.join(separator)).join('\n'))).toEqual(lines)
  })
  test('quoted ones, decimal commas and a hint do not mislead', () => {
    expect(guessSeparator('"a,b,c,d";x;y\n"1,2,3";x;y\n')).toBe(';')
    expect(guessSeparator('name;amount\nKim;1,5\nLee;2,5\n')).toBe(';')
    expect(guessSeparator('sep=|\na,b|c\n')).toBe('|')
    expect(guessSeparator('only one column\nvalue\n')).toBe(',')
  })
  test('line ends of every system, mixed too, blank lines and a hint for Excel keep their line numbers', async () => {
    expect(await read(textSource('sep=;\r\na;b\r\n1;2\n\n\r3;4\r"5\n6";7\n8;9', 3))).toEqual([
      { line: 2, values: ['a', 'b'] },
      { line: 3, values: ['1', '2'] },
      { line: 6, values: ['3', '4'] },
      { line: 7, values: ['5\n6', '7'] },
      { line: 9, values: ['8', '9'] },
    ])
  })
})

describe('a file that stops being a table', () => {
  test('is refused at a quote that is never closed, with the line where it was opened', async () => {
    expect(await problem('id,name\n1,Ada\n2,"Bo\n3,Cy\n4,Di\n')).toMatchObject({ code: 'quote_open', line: 3 })
    expect(await problem('id,name\n1,A "nick" B\n')).toMatchObject({ code: 'quote_inside', line: 2, column: '2' })
    expect(await problem('id,name\n1,"A"B\n')).toMatchObject({ code: 'quote_closing', line: 2 })
  })

  const huge = (head: string, megabytes: number, filler = 'x'.repeat(1024 * 1024)): TextSource => ({
    open: async () =>
      Readable.from(
        (function* () {
          yield Buffer.from(head)
          for (let index = 0; index < megabytes; index++) yield Buffer.from(filler)
        })(),
        { objectMode: false },
      ),
  })
  test.each([
    ['a field of 200 MB', huge('id,name\n1,', 200), 'line_too_long'],
    ['200 MB behind an open quote', huge('id,name\n1,"', 200, 'line of text\n'.repeat(80_000)), 'row_too_long'],
    ['a line of 200 MB of separators', huge('id,name\n1,', 200, ','.repeat(1024 * 1024)), 'line_too_long'],
    ['200 MB without a line break', huge('', 200), 'line_too_long'],
    ['a header of 100,000 columns', huge(`${'a,'.repeat(100_000)}\n`, 1, 'a,b\n'), 'columns_too_many'],
  ])('%s is refused in bounded memory', async (_name, source, code) => {
    global.gc?.()
    const before = process.memoryUsage().rss
    const caught = await read(source).catch((error) => error)
    expect(caught.problem).toMatchObject({ code, line: expect.any(Number) })
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(190) // less than what it was given
  })

  test('with NUL bytes here and there is still read, so that each row can be judged', async () => {
    expect(await values(`id,name\n1,A\u0000B\n2,${'long enough to be text '.repeat(4)}\n`)).toHaveLength(3)
  })
})

describe('the columns of a file', () => {
  const open = (content: string, mapping?: object) =>
    openTable({ kind: 'departments', mapping }, textSource(content)).catch((error) => error.problem)

  test('that are wanted must be there, once, and be enough', async () => {
    expect(await open('code,name\n1,A\n')).toMatchObject({ headers: ['code', 'name'], mapping: { code: 'code', name: 'name' } })
    expect(await open('code,name,name\n1,A,B\n', { code: 'code', name: 'name' })).toEqual({ code: 'header_twice', column: 'name' })
    expect(await open('code,name,other,other\n1,A,B,C\n', { code: 'code', name: 'name' })).toMatchObject({ kind: 'departments' })
    expect(await open('code,name\n1,A\n', { code: 'code', name: 'title' })).toEqual({ code: 'column_missing', column: 'title' })
    expect(await open('code,name\n1,A\n', { code: 'code' })).toEqual({ code: 'field_missing', column: 'name' })
    expect(await open('code,name\n1,A\n', { code: 'code', name: 'name', head: 'name' })).toEqual({ code: 'field_twice', column: 'name' })
    expect(await open('code,name\n')).toEqual({ code: 'no_rows' })
    expect(await open('\n\n')).toEqual({ code: 'empty' })
  })

  test('without a header are chosen by number', async () => {
    const table = await openTable({ kind: 'departments', mapping: { code: '#1', name: 'name' } }, textSource(',name\n1,A\n'))
    expect(table.headers).toEqual(['#1', 'name'])
    const rows = []
    for await (const row of readRows(table)) rows.push(row.values)
    expect(rows).toEqual([['1', 'A']])
  })
})

test('whatever is written as CSV is read back as it was', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'é', '김', '"', ',', ';', '\n', ' ', '|', '\t'), maxLength: 8 })
    .map((text) => text.trim())
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.integer({ min: 3, max: 40 }),
      async (rows, separator, chunk) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const text = [['x', 'y', 'z'], ...rows].map((row) => row.map(quote).join(separator)).join('\n')
        const found: string[][] = []
        for await (const row of readCsv(textSource(text, chunk), { encoding: 'utf-8', separator: separator as ',' })) found.push(row.values)
        expect(found).toEqual([['x', 'y', 'z'], ...rows])
      },
    ),
  )
})

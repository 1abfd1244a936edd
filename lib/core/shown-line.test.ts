import { describe, expect, test } from 'vitest'
import { shownLine } from './shown-line.schema'

const isTaken = (text: string) => shownLine(60).safeParse(text).success

describe('a line for people to read', () => {
  test.each(['Ana Ó Briain', '김민지', 'שרה', 'محمد', 'Nguyễn', '👩‍💻', 'می‌خواهم', ''])('%s is taken', (text) =>
    expect(isTaken(text)).toBe(true),
  )
  test.each([
    ['a NUL', 'a\0b'],
    ['a line break', 'a\r\nBcc: x'],
    ['text that runs backwards', 'abc\u202egpj.exe'],
    ['an isolate', 'a\u2066b'],
    ['a space without a width', 'sum\u200bac'],
    ['a soft hyphen', 'sum\u00adac'],
    ['half of a character', 'a\ud800'],
  ])('%s is refused', (_what, text) => expect(isTaken(text)).toBe(false))
  test('is cut free of spaces, then measured', () => {
    expect(shownLine(3).parse('  abc ')).toBe('abc')
    expect(isTaken('a'.repeat(61))).toBe(false)
  })
})

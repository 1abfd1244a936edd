import { describe, expect, it } from 'vitest'
import { equalsConstantTime, newToken, sha256Hex } from './hash'
import { isUuid, newId } from './ids'
import { formatPlainDate, parsePlainDate, todayIn } from './plain-date'

describe('ids', () => {
  it('are UUIDs of version 7 with the time of their making, strictly growing, also many in one millisecond', () => {
    const ids = Array.from({ length: 20_000 }, newId)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual(ids)
    for (const id of [ids[0]!, ids.at(-1)!]) {
      expect(isUuid(id)).toBe(true)
      expect(id[14]).toBe('7')
      expect(Math.abs(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(5000)
    }
  })

  it('are told from anything else, in one spelling', () => {
    for (const wrong of [
      '',
      newId().toUpperCase(),
      `${newId()} `,
      newId().replaceAll('-', ''),
      `{${newId()}}`,
      '00000000-0000-0000-0000-000000000000',
      7,
      null,
    ]) {
      expect(isUuid(wrong)).toBe(false)
    }
  })
})

describe('plain dates', () => {
  it('go to midnight UTC and back, in every time zone that this suite runs in', () => {
    for (const text of ['2024-02-29', '1999-12-31', '2026-03-29', '0001-01-01', '9999-12-31']) {
      expect(parsePlainDate(text)!.getUTCHours()).toBe(0)
      expect(formatPlainDate(parsePlainDate(text)!)).toBe(text)
    }
  })

  it('are null for days that do not exist and for other spellings', () => {
    for (const wrong of [
      '2023-02-29',
      '2024-02-30',
      '2024-13-01',
      '2024-00-10',
      '2024-1-1',
      '20240101',
      '2024-01-01T00:00',
      ' 2024-01-01',
      '+002024-01-01',
      '',
    ]) {
      expect(parsePlainDate(wrong), wrong).toBeNull()
    }
  })

  it('call today what the calendar of the given zone says', () => {
    const at = new Date('2026-01-01T03:00:00Z')
    expect(todayIn('Asia/Seoul', at)).toBe('2026-01-01')
    expect(todayIn('America/Los_Angeles', at)).toBe('2025-12-31')
    expect(todayIn('Asia/Seoul', new Date('2025-12-31T15:00:00Z'))).toBe('2026-01-01')
    expect(() => todayIn('Mars/Olympus', at)).toThrow(RangeError)
  })
})

describe('tokens and hashes', () => {
  it('are 43 characters of base64url, never twice the same', () => {
    const tokens = Array.from({ length: 1000 }, newToken)
    expect(new Set(tokens).size).toBe(1000)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
  })

  it('compare equal only to themselves, whatever the lengths', () => {
    const hash = sha256Hex('a')
    expect(equalsConstantTime(hash, sha256Hex('a'))).toBe(true)
    for (const other of ['', hash.slice(0, 63), `${hash} `, sha256Hex('b')]) expect(equalsConstantTime(hash, other)).toBe(false)
  })
})

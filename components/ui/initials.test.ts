import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Grace Kim', 'GK'],
  ['김서연', '서연'],
  ['남궁민수', '궁민'],
  ['이 산', '이산'],
  ['Meridian', 'ME'],
  ['anna maria van der berg', 'AB'],
  ['  ', ''],
  ['😀 Ok', '😀O'],
])('%j shows %j', (name, shown) => {
  expect(initials(name)).toBe(shown)
})

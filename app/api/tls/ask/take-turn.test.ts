import { expect, test } from 'vitest'
import { takeTurn } from './take-turn'

test('sixty questions at once, then twenty a second', () => {
  const ask = (count: number, now: number) => Array.from({ length: count }, () => takeTurn(now)).filter(Boolean).length
  expect(ask(100, 1_000_000)).toBe(60)
  expect(ask(100, 1_001_000)).toBe(20)
  expect(ask(100, 1_101_000)).toBe(60)
})

import { expect, test } from 'vitest'
import { slugOf } from './slug-of'

test('a slug is made of the company name', () => {
  expect(slugOf('Daylily Coffee Co.')).toBe('daylily-coffee-co')
  expect(slugOf('Société Générale')).toBe('societe-generale')
  expect(slugOf('한빛전자')).toBe('')
  expect(slugOf(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39))
})

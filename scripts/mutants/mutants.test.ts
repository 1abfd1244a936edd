import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MUTANTS } from './mutants'

test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s: what it takes down is still there', (_name, { also, ...first }) => {
  for (const { file, changes } of also ? [first, also] : [first]) {
    const text = readFileSync(file, 'utf8')
    const missing = changes.map(([from]) => from).filter((from) => (typeof from === 'string' ? !text.includes(from) : !from.test(text)))
    expect(missing, file).toEqual([])
  }
})

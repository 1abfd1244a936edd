import { expect, test } from 'vitest'
import { missingMigrations } from './apply-migrations'

const migration = (name: string, checksum = name) => ({ name, checksum, sql: '' })
const files = ['0001_a', '0002_b', '0003_c'].map((name) => migration(name))

test('what was not applied yet is applied, in order', () => {
  expect(missingMigrations('x', [], files)).toEqual(files)
  expect(missingMigrations('x', [migration('0001_a')], files)).toEqual(files.slice(1))
  expect(missingMigrations('x', files, files)).toEqual([])
})

test('a migration that was edited after it had been applied is refused', () => {
  expect(() => missingMigrations('x', [migration('0001_a', 'other')], files)).toThrow(/0001_a was edited/)
})

test('a database of a newer version is left alone', () => {
  expect(() => missingMigrations('x', [...files, migration('0004_d')], files)).toThrow(/newer version.*0004_d/)
})

test('a migration that sorts before what is applied already is refused', () => {
  expect(() => missingMigrations('x', [migration('0001_a'), migration('0003_c')], files)).toThrow(/0002_b sorts before 0003_c/)
})

import { describe, expect, test } from 'vitest'
import { DEFAULT_CAPACITY, fullnessOf, limitsPassed, needsOf, type ServerUsage } from './server-capacity'

const usage = (more: Partial<ServerUsage> = {}): ServerUsage => ({
  databasesMax: 0,
  schemasMax: 0,
  tablesMax: 0,
  connectionsMax: null,
  slotsMax: null,
  bytesMax: null,
  ...more,
})
const keys = (used: Partial<ServerUsage>, pattern: Parameters<typeof needsOf>[0], capacity = {}) =>
  limitsPassed({ ...DEFAULT_CAPACITY, ...capacity }, usage(used), needsOf(pattern, 40)).map(({ key }) => key)

describe('capacity', () => {
  test('the fiftieth own database fits, and the next does not', () => {
    expect(keys({ databasesMax: 49 }, 'database')).toEqual([])
    expect(keys({ databasesMax: 50 }, 'database')).toEqual(['databasesMax'])
  })

  test('a limit holds only for what needs it: a full number of databases takes rows and schemas', () => {
    expect(keys({ databasesMax: 50 }, 'row')).toEqual([])
    expect(keys({ databasesMax: 50 }, 'schema')).toEqual([])
  })

  test('tables count for every pattern that makes some', () => {
    expect(keys({ tablesMax: 49_970 }, 'schema')).toEqual(['tablesMax'])
    expect(keys({ tablesMax: 49_970 }, 'row')).toEqual([])
  })

  test('a server without a byte or a connection left takes nobody', () => {
    expect(keys({ bytesMax: 10 }, 'row', { bytesMax: 10 })).toEqual(['bytesMax'])
    expect(keys({ connectionsMax: 60 }, 'row', { connectionsMax: 60 })).toEqual(['connectionsMax'])
  })

  test('what is not known is no limit', () => {
    expect(keys({ bytesMax: null }, 'schema', { bytesMax: 1 })).toEqual([])
  })

  test('the fullest limit is the fullness', () => {
    expect(fullnessOf({ ...DEFAULT_CAPACITY, bytesMax: 100 }, usage({ databasesMax: 5, bytesMax: 80 }))).toBe(0.8)
    expect(fullnessOf(DEFAULT_CAPACITY, usage())).toBe(0)
  })
})

import { expect, test } from 'vitest'
import type { RegisteredDatabase } from '@/lib/catalog'
import { noteBusy, turnOf } from './relay-turn'

const database = (databaseId: string, appRole: string | null) => ({ databaseId, appRole, state: 'ready' }) as RegisteredDatabase

test('of a thousand sleeping databases each has its turn within half a minute, and no turn looks into more than a few', () => {
  const own = Array.from({ length: 1000 }, (_, n) => database(`own-${n}`, 'rowhouse_t_000000000000'))
  const shared = database('shared', null)
  const seen = new Set<string>()
  for (let turn = 0; turn < 50; turn++) {
    const due = turnOf([shared, ...own], 0)
    expect(due).toHaveLength(21)
    expect(due[0]).toBe(shared)
    for (const { databaseId } of due) seen.add(databaseId)
  }
  expect(seen.size).toBe(1001)
})

test('a database where something is going on is looked into each time, until it has been quiet for a minute', () => {
  const own = Array.from({ length: 100 }, (_, n) => database(`busy-${n}`, 'rowhouse_t_000000000000'))
  noteBusy(own[99]!, ['mail'], 0)
  for (let turn = 0; turn < 3; turn++) expect(turnOf(own, 59_000)).toContain(own[99])
  noteBusy(own[99]!, [], 61_000)
  const turns = Array.from({ length: 5 }, () => turnOf(own, 61_000).includes(own[99]!))
  expect(turns.filter((isSeen) => isSeen)).toHaveLength(1)
})

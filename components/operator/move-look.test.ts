import { describe, expect, test } from 'vitest'
import { type MoveView, shareCopied, sidesOf } from './move-look'

const move = (phase: MoveView['phase'], more: Partial<MoveView> = {}) =>
  ({ phase, method: 'online', facts: {}, former: null, ...more }) as MoveView

describe('the picture of a move', () => {
  test.each(['preparing', 'copying', 'streaming', 'fencing', 'aborting'] as const)(
    'shows the source as the one that serves while %s',
    (phase) => {
      expect(sidesOf(move(phase))).toEqual({ from: 'serves', to: 'waits' })
    },
  )

  test('shows nobody as serving while an offline move holds the door shut', () => {
    expect(sidesOf(move('fencing', { method: 'offline' }))).toEqual({ from: 'shut', to: 'waits' })
  })

  test('changes sides at the flip, and the old copy is kept until it is purged', () => {
    expect(sidesOf(move('flipped'))).toEqual({ from: 'kept', to: 'serves' })
    expect(sidesOf(move('done', { former: { keptUntil: '', purgedAt: '2026-11-22' } }))).toEqual({ from: 'gone', to: 'serves' })
  })

  test('shows an empty target after a move that was undone', () => {
    expect(sidesOf(move('aborted'))).toEqual({ from: 'serves', to: 'gone' })
  })

  test('never shows more rows than there are, and none where nothing was counted', () => {
    expect(shareCopied(move('copying', { facts: { rowsTotal: 200, rowsCopied: 50 } }))).toBe(0.25)
    expect(shareCopied(move('copying', { facts: { rowsTotal: 10, rowsCopied: 12 } }))).toBe(1)
    expect(shareCopied(move('preparing'))).toBe(0)
    expect(shareCopied(move('streaming'))).toBe(1)
  })
})

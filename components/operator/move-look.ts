import type { Pattern } from './pattern-glyph'

type MovePlace = { pattern: Pattern; server: string; database: string | null; schema: string | null }

/** A move as the pages see it, over the wire: what lib/lifecycle tells, times in ISO 8601. */
export type MoveView = {
  id: string
  tenant: { id: string; slug: string; name: string }
  method: 'online' | 'offline'
  phase: 'preparing' | 'copying' | 'streaming' | 'fencing' | 'flipped' | 'done' | 'aborting' | 'aborted'
  /** At the source; the target's is one more. */
  epoch: number
  from: MovePlace
  to: MovePlace
  facts: {
    rowsTotal?: number
    rowsCopied?: number
    bytesTotal?: number
    rowsPerSecond?: number
    changesApplied?: number
    tables?: number
    verifiedTables?: number
    touchedKeys?: number
    secondsLeft?: number | null
    pauseMs?: number | null
    fenceTries?: number
  }
  isCancelRequested: boolean
  canCancel: boolean
  createdAt: string
  finishedAt: string | null
  former: { keptUntil: string; purgedAt: string | null } | null
}

export type Side = 'serves' | 'waits' | 'shut' | 'kept' | 'gone'

/** Which side serves, by phase: brightness changes sides at the flip and at no other moment. */
export function sidesOf({ phase, method, former }: Pick<MoveView, 'phase' | 'method' | 'former'>): { from: Side; to: Side } {
  if (phase === 'aborted') return { from: 'serves', to: 'gone' }
  if (phase === 'flipped' || phase === 'done') return { from: former?.purgedAt ? 'gone' : 'kept', to: 'serves' }
  const isShut = method === 'offline' && phase === 'fencing'
  return { from: isShut ? 'shut' : 'serves', to: 'waits' }
}

/** How much of the rows is at the target, 0 to 1; all of them once the copy is over. */
export function shareCopied({ phase, facts }: Pick<MoveView, 'phase' | 'facts'>): number {
  if (['streaming', 'flipped', 'done'].includes(phase)) return 1
  const { rowsCopied = 0, rowsTotal = 0 } = facts
  if (phase === 'fencing' && rowsCopied >= rowsTotal) return 1
  return rowsTotal === 0 ? 0 : Math.min(1, rowsCopied / rowsTotal)
}

import type { MoveView } from '@/lib/lifecycle'

export type { MoveView }

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

import { setTimeout as wait } from 'node:timers/promises'

/** Moments of a move at which the chaos test ends the worker without a word, in the order in which they come. */
export const KILL_POINTS = [
  'placed',
  'copying',
  'copied',
  'streaming',
  'verified',
  'fencing',
  'fenced',
  'drained',
  'compared',
  'target-open',
  'flipped',
  'source-left',
  'tidied',
] as const
export type KillPoint = (typeof KILL_POINTS)[number]

/** Does nothing, except in a process of the chaos test that was told to die here. */
export async function pass(point: KillPoint): Promise<void> {
  if (process.env.ROWHOUSE_KILL_AT !== point) return
  process.kill(process.pid, 'SIGKILL')
  await wait(10_000)
}

import type { RegisteredDatabase } from '@/lib/catalog'

const IDLE_AT_ONCE = 20
const BUSY_MILLISECONDS = 60_000

const busyUntil = new Map<string, number>()
let next = 0

/**
 * Which databases are looked into now: those that many tenants share and those where something was going on within the last minute,
 * each time; of the rest a few, one after the other. A thousand databases of single tenants that sleep cost twenty looks a turn, and a
 * mail of one that wakes up waits for half a minute at most.
 */
export function turnOf(databases: readonly RegisteredDatabase[], now = performance.now()): RegisteredDatabase[] {
  const isDue = ({ databaseId, appRole }: RegisteredDatabase) => appRole === null || (busyUntil.get(databaseId) ?? 0) > now
  const due = databases.filter(isDue)
  const idle = databases.filter((each) => each.state === 'ready' && !isDue(each))
  const few = Array.from({ length: Math.min(IDLE_AT_ONCE, idle.length) }, (_, step) => idle[(next + step) % idle.length]!)
  next = idle.length === 0 ? 0 : (next + few.length) % idle.length
  return [...due, ...few]
}

/** Hands on what was found. */
export function noteBusy<T>({ databaseId }: RegisteredDatabase, found: T[], now = performance.now()): T[] {
  if (found.length > 0) busyUntil.set(databaseId, now + BUSY_MILLISECONDS)
  else if ((busyUntil.get(databaseId) ?? 0) <= now) busyUntil.delete(databaseId)
  return found
}

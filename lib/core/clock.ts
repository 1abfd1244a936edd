export type Clock = () => Date

const systemClock: Clock = () => new Date()
let clock = systemClock

export function now(): Date {
  return clock()
}

/** For tests of expiry alone: the database keeps its own time. Without an argument the system's clock is back. */
export function setClock(next: Clock = systemClock): void {
  clock = next
}

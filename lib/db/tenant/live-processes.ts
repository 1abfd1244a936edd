// On globalThis: a server bundle may hold this module more than once, and the number is the installation's.
const KEY = Symbol.for('rowhouse.live-processes')
const holder = globalThis as { [KEY]?: number }

/** Web processes that serve the same tenants as this one, itself included: each takes its part of what a tenant may do at once. */
export function liveProcesses(): number {
  return holder[KEY] ?? Math.max(1, Number(process.env.WEB_PROCESSES ?? 1))
}

/** lib/catalog counts them. */
export function setLiveProcesses(count: number): void {
  holder[KEY] = Math.max(1, count)
}

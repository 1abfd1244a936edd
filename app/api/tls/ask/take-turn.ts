const PER_SECOND = 20
const AT_ONCE = 60

let left = AT_ONCE
let at = 0

/** Twenty a second and sixty at once, for each process: a scan with random names costs the catalog no more than that. */
export function takeTurn(now = performance.now()): boolean {
  left = Math.min(AT_ONCE, left + ((now - at) / 1000) * PER_SECOND)
  at = now
  if (left < 1) return false
  left -= 1
  return true
}

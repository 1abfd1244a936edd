/** What was probably meant: the one candidate that is nearest, two changes away at most, or null. */
export function suggest(value: string, candidates: readonly string[]): string | null {
  const wanted = value.toLowerCase()
  const limit = Math.min(2, Math.floor(wanted.length / 2))
  let best: string | null = null
  let bestDistance = limit + 1
  let isAmbiguous = false
  for (const candidate of candidates) {
    const found = distance(wanted, candidate.toLowerCase(), bestDistance)
    if (found < bestDistance) [best, bestDistance, isAmbiguous] = [candidate, found, false]
    else if (found === bestDistance && found <= limit) isAmbiguous = true
  }
  return isAmbiguous ? null : best
}

// Letters and digits that look alike cost half: d0O5 is d005 before it is d006.
const ALIKE = new Set(['o0', '0o', 'l1', '1l', 'i1', '1i', 's5', '5s', 'b8', '8b'])

/** Levenshtein, given up beyond `most`. */
function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const pair = `${from[i - 1]}${to[j - 1]}`
      const change = from[i - 1] === to[j - 1] ? 0 : ALIKE.has(pair) ? 0.5 : 1
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change))
    }
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[to.length]!
}

import type { Separator } from './read-csv'

const CANDIDATES: readonly Separator[] = [',', ';', '\t', '|']

/** Outside quotes, the one that the first lines hold equally often; of several, the most frequent. A comma if there is none. */
export function guessSeparator(text: string): Separator {
  const hint = /^sep=([,;\t|])/i.exec(text)
  if (hint) return hint[1] as Separator
  const lines = firstLines(text, 10)
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 }
  for (const separator of CANDIDATES) {
    const counts = lines.map((line) => line.get(separator) ?? 0)
    const inHeader = counts[0] ?? 0
    const agreeing = counts.filter((count) => count === inHeader).length
    const score = inHeader * agreeing
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

/** How often each candidate stands outside quotes, for the first complete lines. */
function firstLines(text: string, max: number): Map<string, number>[] {
  const lines: Map<string, number>[] = []
  let counts = new Map<string, number>()
  let isQuoted = false
  let isBlank = true
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '\n' || character === '\r')) {
      if (!isBlank && lines.push(counts) === max) return lines
      counts = new Map()
      isBlank = true
      continue
    } else if (!isQuoted && (CANDIDATES as readonly string[]).includes(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
    isBlank = false
  }
  if (lines.length === 0 && !isBlank) lines.push(counts) // a single line without an end
  return lines
}

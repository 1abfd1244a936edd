import { type AnyField, fieldsOf, IMPORT_KINDS, type ImportKind, type Mapping } from './fields'

export interface ColumnGuess {
  field: AnyField
  /** The header says it word for word; otherwise a person should look at it. */
  isCertain: boolean
}

/** For each header the field that it seems to mean. A field is given once: to the header that names it best. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): (ColumnGuess | null)[] {
  const words = headers.map(wordOf)
  const guesses: (ColumnGuess | null)[] = headers.map(() => null)
  const taken = new Set<AnyField>()
  const give = (index: number, field: AnyField, isCertain: boolean) => {
    guesses[index] = { field, isCertain }
    taken.add(field)
  }
  // The more exact ways first, over all fields, so that no vague guess takes a column from an exact one.
  const fields = fieldsOf(kind)
  const deepest = Math.max(...fields.map(([, { aliases }]) => aliases.length))
  for (let rank = 0; rank < deepest; rank++) {
    for (const [field, { aliases }] of fields) {
      if (taken.has(field) || aliases[rank] === undefined) continue
      const index = words.findIndex((word, at) => !guesses[at] && word === wordOf(aliases[rank]!))
      if (index >= 0) give(index, field, true)
    }
  }
  for (const [field, { aliases }] of fields) {
    if (taken.has(field)) continue
    const index = words.findIndex((word, at) => !guesses[at] && aliases.some((alias) => isPartOf(wordOf(alias), word)))
    if (index >= 0) give(index, field, false)
  }
  return guesses
}

export function guessMapping(kind: ImportKind, headers: readonly string[]): Mapping {
  const mapping: Mapping = {}
  guessColumns(kind, headers).forEach((guess, index) => {
    if (guess) mapping[guess.field] = headers[index]!
  })
  return mapping
}

/** The kind whose required fields the headers fill, with the most fields filled; employees if nothing tells. */
export function guessKind(headers: readonly string[]): ImportKind {
  const scored = IMPORT_KINDS.map((kind) => {
    const guesses = guessColumns(kind, headers)
    const certain = new Set(guesses.filter((guess) => guess?.isCertain).map((guess) => guess!.field))
    const missing = fieldsOf(kind).filter(([field, { isRequired }]) => isRequired && !certain.has(field)).length
    return { kind, missing, known: certain.size }
  })
  scored.sort((a, b) => a.missing - b.missing || b.known - a.known)
  return scored[0]!.missing === 0 ? scored[0]!.kind : 'employees'
}

/** 'Employee ID', 'employee-id' and 'employee_id' are one word. */
function wordOf(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.\-/]+/g, '')
}

/** Short words would be part of everything. */
function isPartOf(alias: string, word: string): boolean {
  const isHangul = /\p{Script=Hangul}/u.test(alias)
  return alias.length >= (isHangul ? 2 : 4) && word.includes(alias)
}

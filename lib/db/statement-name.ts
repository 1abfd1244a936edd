import { createHash } from 'node:crypto'

const NAMES_MAX = 500 // each name costs memory in every connection
const names = new Map<string, string>()

/**
 * A name under which the server keeps a statement's plan, for the statements of the first 500 texts of this process. It is a full
 * hash of the text, since two texts under one name would answer one with the rows of the other.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= NAMES_MAX) return undefined
  const name = `s${createHash('sha1').update(text).digest('hex')}`
  names.set(text, name)
  return name
}

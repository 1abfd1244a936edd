import { createHash } from 'node:crypto'
import { SHARED_SCHEMA } from '../connections/tenant-location'

/** PrismaPg is given the schema __t__, so every generated table name starts with this; so does every table(...) of ours. */
export const PLACEHOLDER = '"__t__".'
const TEXTS_MAX = 2_000
const NAMES_MAX = 500 // per process; each one costs memory in every connection
const NAMED_LENGTH_MAX = 8_000 // beyond are long lists of values, which rarely come twice with the same length

interface Known {
  readonly parts: readonly string[]
  readonly shared: string
  uses: number
  name?: string
}

/** What is sent to the server for a text of Prisma's. */
export interface Rewritten {
  readonly text: string
  readonly name?: string
}

/** Puts the tenant's schema into statements, and remembers what it found out about each text. */
export class StatementTexts {
  readonly #known = new Map<string, Known>()
  #named = 0

  /**
   * Values travel as parameters, so the placeholder only ever meets SQL. Only texts of the shared schema get a name: a name per
   * tenant schema would multiply the plans that the server keeps. A full hash, since two texts under one name would be a leak.
   */
  rewrite(text: string, schema: string, mayName = true): Rewritten {
    let known = this.#known.get(text)
    if (known === undefined) {
      if (this.#known.size >= TEXTS_MAX) this.#known.clear() // names stay valid: the same text gets the same hash again
      const parts = text.split(PLACEHOLDER)
      known = { parts, shared: parts.join(`"${SHARED_SCHEMA}".`), uses: 0 }
      this.#known.set(text, known)
    }
    if (schema !== SHARED_SCHEMA) return { text: known.parts.join(`"${schema}".`) }
    if (known.name === undefined && ++known.uses > 1 && mayName && text.length <= NAMED_LENGTH_MAX && this.#named < NAMES_MAX) {
      this.#named++
      known.name = `s${createHash('sha1').update(known.shared).digest('hex')}`
    }
    return { text: known.shared, name: mayName ? known.name : undefined }
  }
}

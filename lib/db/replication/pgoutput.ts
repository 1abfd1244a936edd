/** A value as the server's text; null; or undefined, which is a large value that the statement did not change. */
export type TextValue = string | null | undefined

export interface Relation {
  readonly id: number
  readonly schema: string
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly isKey: boolean }[]
}

export type Change =
  | { readonly kind: 'insert'; readonly relation: Relation; readonly row: readonly TextValue[] }
  | {
      readonly kind: 'update'
      readonly relation: Relation
      readonly row: readonly TextValue[]
      /** The key before, where the statement changed it. */
      readonly old: readonly TextValue[] | undefined
    }
  | { readonly kind: 'delete'; readonly relation: Relation; readonly old: readonly TextValue[] }
  | { readonly kind: 'truncate'; readonly relations: readonly Relation[] }

export type Message =
  | Change
  | { readonly kind: 'begin' }
  | { readonly kind: 'commit'; readonly end: bigint }
  | { readonly kind: 'note'; readonly prefix: string; readonly content: string }
  | { readonly kind: 'other' }

/**
 * Reads what the plugin pgoutput writes, protocol version 1 (PostgreSQL manual, Logical Replication Message Formats). Values stay the
 * server's own text: the parsers of pg would lose microseconds and digits, and the target reads the text as the source wrote it.
 */
export class PgoutputReader {
  readonly #relations = new Map<number, Relation>()
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0

  read(bytes: Buffer): Message {
    this.#bytes = bytes
    this.#at = 1
    switch (String.fromCharCode(bytes[0]!)) {
      case 'B':
        return { kind: 'begin' }
      case 'C':
        return { kind: 'commit', end: bytes.readBigUInt64BE(10) }
      case 'R':
        return this.#relation()
      case 'I': {
        const relation = this.#known()
        this.#at++
        return { kind: 'insert', relation, row: this.#tuple() }
      }
      case 'U':
        return this.#update()
      case 'D': {
        const relation = this.#known()
        this.#at++
        return { kind: 'delete', relation, old: this.#tuple() }
      }
      case 'T': {
        const count = this.#uint32()
        this.#at++
        return { kind: 'truncate', relations: Array.from({ length: count }, () => this.#known()) }
      }
      case 'M': {
        this.#at += 9
        const prefix = this.#text()
        const length = this.#uint32()
        return { kind: 'note', prefix, content: bytes.toString('utf8', this.#at, this.#at + length) }
      }
      default:
        return { kind: 'other' }
    }
  }

  #update(): Message {
    const relation = this.#known()
    const hasOld = this.#bytes[this.#at++] !== 0x4e // N: only the new row follows
    const old = hasOld ? this.#tuple() : undefined
    if (hasOld) this.#at++
    return { kind: 'update', relation, old, row: this.#tuple() }
  }

  #relation(): Message {
    const id = this.#uint32()
    const [schema, name] = [this.#text(), this.#text()]
    this.#at++
    const count = this.#uint16()
    const columns = Array.from({ length: count }, () => {
      const isKey = (this.#bytes[this.#at++]! & 1) === 1
      const column = { name: this.#text(), isKey }
      this.#at += 8
      return column
    })
    this.#relations.set(id, { id, schema, name, columns })
    return { kind: 'other' }
  }

  #known(): Relation {
    const relation = this.#relations.get(this.#uint32())
    if (relation === undefined) throw new Error('the change stream names a table that it has not described')
    return relation
  }

  #tuple(): TextValue[] {
    const count = this.#uint16()
    return Array.from({ length: count }, () => {
      const kind = this.#bytes[this.#at++]
      if (kind === 0x6e) return null
      if (kind === 0x75) return undefined
      const length = this.#uint32()
      this.#at += length
      return this.#bytes.toString('utf8', this.#at - length, this.#at)
    })
  }

  #text(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    const text = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  #uint16(): number {
    this.#at += 2
    return this.#bytes.readUInt16BE(this.#at - 2)
  }

  #uint32(): number {
    this.#at += 4
    return this.#bytes.readUInt32BE(this.#at - 4)
  }
}

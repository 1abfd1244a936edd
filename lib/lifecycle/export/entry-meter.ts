import { createHash } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

const NEW_LINE = 10

/** Lets one entry of an archive through, and knows afterwards how long it was and what its SHA-256 is. */
export class EntryMeter extends Transform {
  sizeBytes = 0
  readonly #hash = createHash('sha256')

  /** `onLines` hears of line ends as they pass: rows of a CSV, more or less, for those who watch. */
  constructor(readonly onLines?: (count: number) => void) {
    super()
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.sizeBytes += chunk.length
    this.#hash.update(chunk)
    if (this.onLines) {
      let count = 0
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) count++
      this.onLines(count)
    }
    done(null, chunk)
  }

  sha256(): string {
    return this.#hash.digest('hex')
  }
}

import type { Readable } from 'node:stream'
import { FileProblemError } from './file-problem'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'euc-kr'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** A file that can be read more than once. */
export interface TextSource {
  open(): Promise<Readable>
}

const SAMPLE_BYTES = 4_096
// First bytes of what people send instead of a CSV file: .xlsx and other zips, old Office files.
const WORKBOOKS = ['504b0304', 'd0cf11e0a1b11ae1']

/**
 * Reads the file once, at memory speed, and tells its encoding for certain: valid UTF-8, else valid Korean CP949 (what Excel
 * saves in Korea), else it is refused with the line where UTF-8 broke. Guessing from the first lines would show the damage
 * only in row 900,000, or in somebody's name.
 */
export async function inspectText(source: TextSource): Promise<{ encoding: Encoding; sizeBytes: number }> {
  let encoding: Encoding | undefined
  let sizeBytes = 0
  let line = 1
  let brokenAt = 0
  const utf8 = new Probe('utf-8')
  const korean = new Probe('euc-kr')
  for await (const chunk of (await source.open()) as AsyncIterable<Buffer>) {
    if (sizeBytes === 0) {
      encoding = byFirstBytes(chunk.subarray(0, SAMPLE_BYTES))
    }
    sizeBytes += chunk.length
    if (encoding) continue
    if (utf8.isValid && !utf8.read(chunk)) brokenAt = line + countLines(chunk, utf8.brokenAt(chunk))
    line += countLines(chunk, chunk.length)
    korean.read(chunk)
    if (!utf8.isValid && !korean.isValid) throw new FileProblemError({ code: 'encoding_unknown', line: brokenAt })
  }
  if (sizeBytes === 0) throw new FileProblemError({ code: 'empty' })
  encoding ??= utf8.end() ? 'utf-8' : korean.end() ? 'euc-kr' : undefined
  if (encoding) return { encoding, sizeBytes }
  throw new FileProblemError({ code: 'encoding_unknown', line: brokenAt || line })
}

/** Byte order marks, and the zeros of UTF-16 without one. undefined: a one-byte or multi-byte text. */
function byFirstBytes(sample: Buffer): Encoding | undefined {
  const hex = sample.subarray(0, 8).toString('hex')
  if (WORKBOOKS.some((start) => hex.startsWith(start))) throw new FileProblemError({ code: 'spreadsheet' })
  if (hex.startsWith('fffe')) return 'utf-16le'
  if (hex.startsWith('feff')) return 'utf-16be'
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] === 0) index % 2 === 0 ? even++ : odd++
  }
  const enough = sample.length / 8
  if (odd > enough && odd > even * 4) return 'utf-16le'
  if (even > enough && even > odd * 4) return 'utf-16be'
  if (even + odd > sample.length / 10) throw new FileProblemError({ code: 'not_text' })
  return undefined
}

class Probe {
  isValid = true
  readonly #decoder: TextDecoder
  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { fatal: true })
  }
  read(chunk: Buffer): boolean {
    return this.#try(() => this.#decoder.decode(chunk, { stream: true }))
  }
  end(): boolean {
    return this.#try(() => this.#decoder.decode())
  }
  /** Where in the chunk that broke it; good to the line. */
  brokenAt(chunk: Buffer): number {
    const text = chunk.toString('utf8')
    const at = text.indexOf('\ufffd')
    return at < 0 ? 0 : Buffer.byteLength(text.slice(0, at))
  }
  #try(decode: () => string): boolean {
    if (!this.isValid) return false
    try {
      decode()
    } catch {
      this.isValid = false
    }
    return this.isValid
  }
}

function countLines(chunk: Buffer, end: number): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at >= 0 && at < end; at = chunk.indexOf(10, at + 1)) lines++
  return lines
}

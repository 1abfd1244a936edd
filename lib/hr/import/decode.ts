import { Transform } from 'node:stream'
import { FileProblemError } from './file-problem'
import type { Encoding } from './inspect-text'

/** No line of a table of people is longer; a file without line breaks must not fill memory before it is refused. */
export const LINE_BYTES_MAX = 256 * 1024

/** Bytes of any encoding -> UTF-8 without a byte order mark, refused at a line that does not end. */
export function decodeToUtf8(encoding: Encoding): Transform {
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding, { fatal: true })
  const lines = new LineMeter()
  let isStart = true
  const pass = (bytes: Buffer): Buffer => {
    // A TextDecoder drops the mark by itself; in UTF-8 it may be cut in two only in a chunk of one or two bytes, which no file system gives.
    const body = isStart && !decoder && bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? bytes.subarray(3) : bytes
    isStart = false
    lines.read(body)
    return body
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, pass(decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk))
      } catch (error) {
        done(broken(error))
      }
    },
    flush(done) {
      try {
        done(null, decoder ? pass(Buffer.from(decoder.decode())) : undefined)
      } catch (error) {
        done(broken(error))
      }
    },
  })
}

/** Counts bytes since the last line break: one indexOf a line, so it costs next to nothing. */
class LineMeter {
  #line = 1
  #open = 0
  read(bytes: Buffer): void {
    let start = 0
    for (let at = nextBreak(bytes, 0); at >= 0; at = nextBreak(bytes, start)) {
      this.#check(at - start)
      this.#line += bytes[at] === 10 ? 1 : 0
      this.#open = 0
      start = at + 1
    }
    this.#check(bytes.length - start)
    this.#open += bytes.length - start
  }
  #check(more: number): void {
    if (this.#open + more > LINE_BYTES_MAX) throw new FileProblemError({ code: 'line_too_long', line: this.#line, limit: LINE_BYTES_MAX })
  }
}

// Old Mac files end their lines with a carriage return alone: looked for only where no line feed comes soon.
function nextBreak(bytes: Buffer, from: number): number {
  const feed = bytes.indexOf(10, from)
  if (feed >= 0 && feed - from <= LINE_BYTES_MAX) return feed
  return bytes.indexOf(13, from)
}

function broken(error: unknown): Error {
  return error instanceof FileProblemError ? error : new FileProblemError({ code: 'encoding_broken' })
}

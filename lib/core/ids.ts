import { randomFillSync } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

let lastMilliseconds = 0
let sequence = 0

/**
 * UUIDv7 (RFC 9562, section 5.7, method 1): 48 bits of Unix milliseconds, 12 bits that count within a millisecond, 62 random bits.
 * Ids of one process grow strictly, so that rows made in one go keep their order. System time on purpose, not `now()`:
 * a test that turns the clock back must not make ids collide.
 */
export function newId(): string {
  const milliseconds = Date.now()
  if (milliseconds > lastMilliseconds) {
    lastMilliseconds = milliseconds
    sequence = randomFillSync(Buffer.alloc(2)).readUInt16BE() & 0x3ff // room for 3,072 more before the clock is borrowed from
  } else if (++sequence > 0xfff) {
    lastMilliseconds++
    sequence = 0
  }
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(lastMilliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Lower case only: it is how PostgreSQL writes them, and two spellings of one id would be two cache entries. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

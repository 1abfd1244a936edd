import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { AppError } from '@/lib/core'
import { formatLsn } from './lsn'
import { type Change, PgoutputReader } from './pgoutput'
import { openPlace, type Place } from './place'
import { replicationClient, slotName } from './slot'

/** One committed transaction of the source, in the order of commits. */
export interface SourceTransaction {
  readonly changes: Change[]
  /** What the mover said to itself in it: marks that tell where in the stream something happened. */
  readonly notes: string[]
  end: bigint
}

/** Changes that wait to be applied before the socket is told to wait, and how few there must be before it goes on. */
const [FULL, ROOMY] = [20_000, 5_000]
const POSTGRES_EPOCH_MS = 946_684_800_000
export const NOTE_PREFIX = 'rowhouse'

/** pg's connection, as far as replication needs it; nothing of it is public API. */
interface Wire {
  on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void
  sendCopyFromChunk(chunk: Buffer): void
  readonly stream: { pause(): void; resume(): void }
}

/** Reads a slot from a position on. What was received is not confirmed: only what the target has committed, by `confirm`. */
export class ChangeStream {
  readonly #queue: SourceTransaction[] = []
  readonly #reader = new PgoutputReader()
  readonly #wire: Wire
  #current: SourceTransaction | undefined
  #waiting = 0
  #wake: () => void = () => {}
  #serverEnd = 0n
  #sentEnd = 0n
  #failure: Error | undefined
  #isClosed = false

  private constructor(
    readonly client: pg.Client,
    readonly from: bigint,
  ) {
    this.#wire = (client as unknown as { connection: Wire }).connection
    this.#wire.on('copyData', ({ chunk }) => this.#receive(chunk))
    client.on('error', (error) => this.#fail(error))
    client.on('end', () => this.#fail(new AppError('unavailable', { message: 'The source has ended the change stream.' })))
  }

  /** The sender of a mover that was killed may still hold the slot: it is ended first. */
  static async open(source: Place, moveId: string, from: bigint): Promise<ChangeStream> {
    const name = slotName(moveId)
    await freeSlot(source, name)
    const stream = new ChangeStream(await replicationClient(source, name), from)
    stream.client
      .query(
        `START_REPLICATION SLOT "${name}" LOGICAL ${formatLsn(from)} (proto_version '1', publication_names '${name}', messages 'true')`,
      )
      .catch((error) => stream.#fail(error))
    return stream
  }

  /** Transactions that wait, as many as together have at most `changesMax` changes; none when nothing came for `patienceMs`. */
  async take(changesMax: number, patienceMs: number): Promise<SourceTransaction[]> {
    if (this.#queue.length === 0 && !this.#failure && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    if (this.#failure && this.#queue.length === 0) throw this.#failure
    const batch: SourceTransaction[] = []
    for (let changes = 0; this.#queue.length > 0 && changes < changesMax; ) {
      const transaction = this.#queue.shift()!
      batch.push(transaction)
      changes += transaction.changes.length
      this.#waiting -= transaction.changes.length
      if (transaction.notes.length > 0) break // whoever waits for a note wants to stand exactly there
    }
    if (this.#waiting < ROOMY) this.#wire.stream.resume()
    return batch
  }

  /** Bytes of the source's log that it had written when it last spoke, beyond what the target has. */
  lagBytes(applied: bigint): number {
    return this.#serverEnd > applied ? Number(this.#serverEnd - applied) : 0
  }

  /** Tells the source what it may forget. A quiet tenant confirms the server's own position, or its slot would hold the log back. */
  confirm(applied: bigint): void {
    if (this.#isClosed || this.#failure) return
    const isQuiet = this.#queue.length === 0 && this.#current === undefined
    const lsn = isQuiet && this.#sentEnd > applied ? this.#sentEnd : applied
    const answer = Buffer.alloc(34)
    answer[0] = 0x72
    for (const at of [1, 9, 17]) answer.writeBigUInt64BE(lsn, at)
    answer.writeBigUInt64BE(BigInt(Date.now() - POSTGRES_EPOCH_MS) * 1000n, 25)
    this.#wire.sendCopyFromChunk(answer)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#wake()
    await this.client.end().catch(() => {})
  }

  #receive(chunk: Buffer): void {
    try {
      if (chunk[0] === 0x6b) this.#sentEnd = this.#serverEnd = chunk.readBigUInt64BE(1)
      else if (chunk[0] === 0x77) {
        const end = chunk.readBigUInt64BE(9)
        if (end > this.#serverEnd) this.#serverEnd = end
        this.#note(this.#reader.read(chunk.subarray(25)))
      }
    } catch (error) {
      this.#fail(error as Error)
    }
  }

  #note(message: ReturnType<PgoutputReader['read']>): void {
    if (message.kind === 'begin') this.#current = { changes: [], notes: [], end: 0n }
    else if (message.kind === 'commit') {
      const done = this.#current!
      this.#current = undefined
      done.end = message.end
      if (done.end <= this.from) return // applied already, before this stream was opened
      this.#queue.push(done)
      this.#waiting += done.changes.length
      if (this.#waiting > FULL) this.#wire.stream.pause()
      this.#wake()
    } else if (message.kind === 'note') {
      if (message.prefix === NOTE_PREFIX) this.#current?.notes.push(message.content)
    } else if (message.kind !== 'other') this.#current!.changes.push(message)
  }

  #fail(error: Error): void {
    if (this.#isClosed) return
    this.#failure ??= error
    this.#wake()
  }
}

async function freeSlot(source: Place, name: string): Promise<void> {
  const client = await openPlace(source, { name: 'rowhouse:free-slot' })
  try {
    for (let tries = 0; ; tries++) {
      const { rows } = await client.query<{ holder: number | null; wal: string | null }>(
        `SELECT active_pid AS holder, wal_status AS wal FROM pg_replication_slots WHERE slot_name = $1`,
        [name],
      )
      if (!rows[0] || rows[0].wal === 'lost')
        throw new AppError('conflict', {
          message: 'The source no longer has the changes that this move was waiting for. Start the move again.',
        })
      if (rows[0].holder === null) return
      if (tries > 100) throw new AppError('busy', { message: `The replication slot ${name} is still in use.`, retryAfterSeconds: 5 })
      await client.query('SELECT pg_terminate_backend($1)', [rows[0].holder])
      await wait(30)
    }
  } finally {
    await client.end()
  }
}

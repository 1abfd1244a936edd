import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { AppError } from '@/lib/core'
import type { GateState } from '../connections/set-gate'
import { Applier } from './applier'
import { carryMeter } from './carry-meter'
import { ChangeStream } from './change-stream'
import { compareCopies, sumTables, verifyTouched } from './checksum'
import { copyTables } from './copy-tables'
import { acceptCopy, freeze, leaveCopy, microFence, NOTE_SQL, unfreeze } from './fence'
import { parseLsn } from './lsn'
import { openPlace, type Place } from './place'
import { asOwner, createSlot, dropSlot } from './slot'
import { compareTables, listMovableTables, type MovableTable, qualified } from './tables'
import { wipeTenant } from './wipe'

export interface MoverOrder {
  readonly id: string
  readonly tenantId: string
  /** At the source; the copy gets the next one. */
  readonly epoch: number
  readonly source: Place
  readonly target: Place
}

/** How long the last changes may take to arrive once nothing new can begin; then the fence goes away again. */
const DRAIN_PATIENCE_MS = 3_000

/**
 * The hands of one move: connections to both places, and what is done through them. Which of it is due is decided by whoever holds the
 * move's row in the catalog. While it is open, no migration runs at either place.
 */
export class Mover {
  #stream: ChangeStream | undefined
  #applier: Applier | undefined
  #writer: pg.Client | undefined

  private constructor(
    readonly order: MoverOrder,
    readonly source: pg.Client,
    readonly target: pg.Client,
    readonly tables: readonly MovableTable[],
  ) {}

  /** Throws `conflict` when the tables of the two places differ. */
  static async open(order: MoverOrder): Promise<Mover> {
    const name = `rowhouse:move:${order.id}`
    const clients: pg.Client[] = []
    try {
      for (const place of [order.source, order.target]) {
        const client = await openPlace(place, { name })
        clients.push(client)
        await client.query(
          `SELECT pg_advisory_lock_shared(hashtext('rowhouse:migrations'), hashtext(target)) FROM unnest(ARRAY['database', $1]) AS target`,
          [place.location.schema],
        )
      }
      const [source, target] = clients as [pg.Client, pg.Client]
      const [here, there] = await Promise.all([
        listMovableTables(source, order.source.location.schema),
        listMovableTables(target, order.target.location.schema),
      ])
      compareTables(here, there)
      return new Mover(order, source, target, here)
    } catch (error) {
      await Promise.all(clients.map((client) => client.end().catch(() => {})))
      throw error
    }
  }

  get changesApplied(): number {
    return this.#applier?.counts.changes ?? 0
  }

  get lagBytes(): number {
    return this.#applier ? (this.#stream?.lagBytes(this.#applier.applied) ?? 0) : 0
  }

  /** The target has what the snapshot held, so that the stream can go on; false when the copy must be made anew. */
  async hasCopy(): Promise<boolean> {
    const { rowCount } = await this.target.query('SELECT FROM sec.progress WHERE move_id = $1', [this.order.id])
    return rowCount === 1
  }

  /** Takes back what an earlier try has left, and shuts the target to everybody. */
  async clear(): Promise<void> {
    const { id, tenantId, source, target } = this.order
    await this.shutTarget()
    await this.target.query('DELETE FROM sec.progress WHERE move_id = $1', [id])
    await wipeTenant(target, tenantId)
    await dropSlot(source, id)
  }

  async shutTarget(): Promise<void> {
    await this.#setTarget('incoming')
  }

  /** Makes the slot and copies what its snapshot sees. From its return on a killed mover goes on with the stream. */
  async copyOnline(
    signal: AbortSignal,
    onProgress: (rows: number, bytes: number) => void,
    onWaiting: (blockers: string[]) => void,
  ): Promise<void> {
    const { id, tenantId, source, target } = this.order
    const slot = await createSlot(source, { moveId: id, tenantId, tables: this.tables, signal, onWaiting })
    try {
      await copyTables(source, target, { tenantId, tables: this.tables, snapshot: slot.snapshot, signal, onProgress })
    } finally {
      await slot.connection.end().catch(() => {})
    }
    await this.target.query('INSERT INTO sec.progress (move_id, tenant_id, applied_lsn) VALUES ($1, $2, $3)', [id, tenantId, slot.startLsn])
    await this.#analyze()
  }

  /** Behind a fence that holds until the end: everything is copied, and everything compared. */
  async copyOffline(signal: AbortSignal, onProgress: (rows: number, bytes: number) => void): Promise<{ tries: number; at: number }> {
    const { tenantId, source, target } = this.order
    const fence = await freeze(this.source, tenantId, null)
    await copyTables(source, target, { tenantId, tables: this.tables, signal, onProgress })
    const [here, there] = await Promise.all([
      sumTables(this.source, source.location.schema, tenantId, this.tables),
      sumTables(this.target, target.location.schema, tenantId, this.tables),
    ])
    compareCopies(here, there)
    await this.#analyze()
    return fence
  }

  async startStream(): Promise<void> {
    const { id, tenantId, source, target } = this.order
    const { rows } = await this.target.query<{ lsn: string }>('SELECT applied_lsn::text AS lsn FROM sec.progress WHERE move_id = $1', [id])
    const applied = parseLsn(rows[0]!.lsn)
    this.#writer = await openPlace(target, { name: `rowhouse:apply:${id}`, isApplying: true })
    this.#stream = await ChangeStream.open(source, id, applied)
    this.#applier = new Applier(this.#stream, this.#writer, target, { id, tenantId }, applied)
    this.#applier.start()
  }

  /** Milliseconds that a change committed now takes until the target has committed it. */
  async measureLag(): Promise<number> {
    const began = performance.now()
    const note = this.#note('ping')
    const reached = this.#running.reached(note)
    await this.source.query(NOTE_SQL, [note])
    await reached
    return performance.now() - began
  }

  /** Compares everything at one instant, while the tenant writes on; from that instant on, written keys are remembered. */
  async verifyAll(): Promise<{ heldMs: number; tables: number }> {
    const { tenantId, source, target } = this.order
    const name = `rowhouse:verify:${this.order.id}`
    const [here, there] = await Promise.all([openPlace(source, { name }), openPlace(target, { name })])
    try {
      const note = this.#note('verify')
      const snapshot = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1'
      const reached = this.#running.reached(note, async () => {
        await there.query(snapshot)
        this.#running.touched = new Map()
      })
      const heldMs = await microFence(this.source, tenantId, note, async () => {
        await here.query('ROLLBACK') // of a try before, which another transaction was in the way of
        await here.query(snapshot)
      })
      await reached
      const [a, b] = await Promise.all([
        sumTables(here, source.location.schema, tenantId, this.tables),
        sumTables(there, target.location.schema, tenantId, this.tables),
      ])
      compareCopies(a, b)
      return { heldMs, tables: this.tables.length }
    } finally {
      await Promise.all([here.end().catch(() => {}), there.end().catch(() => {})])
    }
  }

  /** Stops the writes at the source. Call `drain` next; `unfence` takes it back. */
  async fence(): Promise<{ tries: number; at: number; drained: Promise<void> }> {
    const note = this.#note('fence')
    const drained = this.#running.reached(note)
    return { ...(await freeze(this.source, this.order.tenantId, note)), drained: withPatience(drained) }
  }

  async verifyTouched(): Promise<number> {
    const { source, target } = this.order
    return verifyTouched(
      { client: this.source, schema: source.location.schema },
      { client: this.target, schema: target.location.schema },
      this.tables,
      this.#running.touched!,
    )
  }

  unfence(): Promise<boolean> {
    return unfreeze(this.source, this.order.tenantId)
  }

  /** The target takes the state that the source had before the fence: a tenant that was stopped arrives stopped. */
  async openTarget(): Promise<void> {
    const { rows } = await this.source.query<{ state: GateState }>('SELECT state FROM sec.gate WHERE tenant_id = $1', [this.order.tenantId])
    const state = rows[0]?.state ?? 'frozen'
    await carryMeter(this.source, this.target, this.order)
    await this.#setTarget(state === 'frozen' ? 'open' : state)
  }

  /** After the flip: stale routes are sent to look again. */
  async leaveSource(): Promise<void> {
    const { tenantId, epoch, source } = this.order
    await leaveCopy(this.source, tenantId, { epoch, pattern: source.pattern, schema: source.location.schema })
  }

  /** What the move has needed and nobody needs any more. */
  async tidy(): Promise<void> {
    await this.#stopStream()
    await dropSlot(this.order.source, this.order.id)
    await this.target.query('DELETE FROM sec.progress WHERE move_id = $1', [this.order.id])
  }

  async close(): Promise<void> {
    await this.#stopStream()
    await Promise.all([this.source.end().catch(() => {}), this.target.end().catch(() => {})])
  }

  get #running(): Applier {
    if (this.#applier === undefined) throw new AppError('internal', { message: 'The change stream of this move is not open.' })
    return this.#applier
  }

  async #stopStream(): Promise<void> {
    await this.#applier?.stop()
    await this.#writer?.end().catch(() => {})
    this.#applier = undefined
    this.#writer = undefined
  }

  async #setTarget(state: GateState): Promise<void> {
    const { tenantId, epoch, target } = this.order
    await acceptCopy(this.target, tenantId, { state, epoch: epoch + 1, pattern: target.pattern, schema: target.location.schema })
  }

  /** Statistics, so that the first readers at the new place get good plans: they are the owner's to make. */
  async #analyze(): Promise<void> {
    const { location } = this.order.target
    await asOwner(this.order.target, async (owner) => {
      for (const { name } of this.tables) await owner.query(`ANALYZE ${qualified(location.schema, name)}`)
    })
  }

  #note(what: string): string {
    return `${what}:${this.order.id}:${randomBytes(6).toString('hex')}`
  }
}

async function withPatience(drained: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new AppError('busy', { message: 'The last changes did not arrive in time. The move goes on, and tries its last step again.' }),
        ),
      DRAIN_PATIENCE_MS,
    )
  })
  try {
    await Promise.race([drained, late])
  } finally {
    clearTimeout(timer)
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { AppError } from '@/lib/core'
import { moverClient } from '../connections/mover-client'
import { ownerClient } from '../connections/owner-client'
import { openPlace, type Place } from './place'
import { atServer, onServer } from './place-error'
import { type MovableTable, qualified, quote } from './tables'

/** The slot and the publication of one move have one name, so that a sweeper knows whose they are. */
export const slotName = (moveId: string) => `mv_${moveId.replaceAll('-', '')}`

export interface ExportedSlot {
  readonly startLsn: string
  /** Lives as long as `connection` does nothing else. */
  readonly snapshot: string
  readonly connection: pg.Client
}

export interface SlotOrder {
  readonly moveId: string
  readonly tenantId: string
  readonly tables: readonly MovableTable[]
  /** Ends the waiting at once. */
  readonly signal: AbortSignal
  /** Told once a second while the slot waits: for whom, and nobody when it has come. */
  onWaiting(blockers: string[]): void
  readonly patienceMs?: number
}

const LOOK_EVERY_MS = 1_000

/** How long the slot may wait for transactions that write: it waits for those of every database of the server. */
const SLOT_PATIENCE_MS = 20_000

/**
 * Publication first, then the slot: decoding looks the publication up in the catalogue of the moment that it decodes. TRUNCATE ignores
 * row filters, so it is never published from shared tables. Throws `busy` and names who is in the way when the slot does not come.
 */
export async function createSlot(
  place: Place,
  { moveId, tenantId, tables, signal, onWaiting, patienceMs = SLOT_PATIENCE_MS }: SlotOrder,
): Promise<ExportedSlot> {
  const name = slotName(moveId)
  const list = tables.map((table) => `${qualified(place.location.schema, table.name)} WHERE (tenant_id = '${tenantId}'::uuid)`)
  await asOwner(place, (owner) =>
    owner.query(
      `CREATE PUBLICATION ${quote(name)} FOR TABLE ${list.join(', ')} WITH (publish = 'insert, update, delete${place.isShared ? '' : ', truncate'}')`,
    ),
  )
  signal.throwIfAborted()
  const connection = await replicationClient(place, name, patienceMs)
  const stopWatching = watchBlockers(place, onWaiting)
  const giveUp = () => void endBackend(place, connection).catch(() => {}) // it would not hear us while it waits
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    const { rows } = await connection.query<{ consistent_point: string; snapshot_name: string }>(
      `CREATE_REPLICATION_SLOT ${quote(name)} LOGICAL pgoutput (SNAPSHOT 'export')`,
    )
    return { startLsn: rows[0]!.consistent_point, snapshot: rows[0]!.snapshot_name, connection }
  } catch (error) {
    await connection.end().catch(() => {})
    signal.throwIfAborted()
    if ((error as { code?: string }).code !== '55P03') throw atServer(place.server, error)
    const blockers = await blockersOf(place)
    throw new AppError('busy', {
      message: `The move waits for transactions that are open on the server: ${blockers.join('; ') || 'they are gone by now'}. It is tried again by itself.`,
      cause: error,
      retryAfterSeconds: 10,
    })
  } finally {
    stopWatching()
    signal.removeEventListener('abort', giveUp)
  }
}

function watchBlockers(place: Place, onWaiting: (blockers: string[]) => void): () => void {
  let isOver = false
  const look = async () => {
    const blockers = await blockersOf(place).catch(() => [])
    if (isOver) return
    onWaiting(blockers)
    timer = setTimeout(look, LOOK_EVERY_MS)
  }
  let timer = setTimeout(look, LOOK_EVERY_MS)
  return () => {
    isOver = true
    clearTimeout(timer)
    onWaiting([])
  }
}

async function endBackend(place: Place, connection: pg.Client): Promise<void> {
  const client = await openPlace(place, { name: 'rowhouse:end-slot' })
  await client.query('SELECT pg_terminate_backend($1)', [(connection as unknown as { processID: number }).processID])
  await client.end()
}

/** For slots that must be made or read. lock_timeout bounds how long the making of one waits for a transaction. */
export function replicationClient(place: Place, name: string, patienceMs = SLOT_PATIENCE_MS): Promise<pg.Client> {
  const { host, port, tls, database } = place.location
  return onServer(place.server, () =>
    moverClient({ host, port, tls, database }, {
      application_name: name,
      keepAlive: true,
      options: `-c timezone=UTC -c datestyle=iso -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c lock_timeout=${patienceMs}`,
      replication: 'database',
    } as pg.ClientConfig),
  )
}

/** Transactions that write and are older than a second: who, where, since when. */
export async function blockersOf(place: Place): Promise<string[]> {
  const client = await openPlace(place, { name: 'rowhouse:blockers' })
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT format('process %s of %s in %s, open for %s s', pid, usename, datname, extract(epoch FROM now() - xact_start)::int) AS line
         FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND xact_start < now() - interval '1 second' ORDER BY xact_start LIMIT 5`,
    )
    return rows.map(({ line }) => line)
  } finally {
    await client.end()
  }
}

/** Drops slot and publication, whoever still holds the slot: a killed mover's sender may live on for a while. Safe to repeat. */
export async function dropSlot(place: Place, moveId: string): Promise<void> {
  const name = slotName(moveId)
  const client = await openPlace(place, { name: 'rowhouse:drop-slot' })
  try {
    for (let tries = 0; ; tries++) {
      await client.query(
        'SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = $1 AND active_pid IS NOT NULL',
        [name],
      )
      const dropped = await client
        .query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1', [name])
        .then(
          () => true,
          () => false,
        )
      if (dropped) break
      if (tries > 100) throw new AppError('busy', { message: `The replication slot ${name} is still in use.`, retryAfterSeconds: 5 })
      await wait(50)
    }
  } finally {
    await client.end()
  }
  await asOwner(place, (owner) => owner.query(`DROP PUBLICATION IF EXISTS ${quote(name)}`))
}

/** Slots of moves on this server, whatever became of the move. */
export async function listMoverSlots(place: Place): Promise<{ name: string; database: string }[]> {
  const client = await openPlace(place, { name: 'rowhouse:slots' })
  try {
    const { rows } = await client.query<{ name: string; database: string }>(
      `SELECT slot_name AS name, database FROM pg_replication_slots WHERE slot_name ~ '^mv_[0-9a-f]{32}$'`,
    )
    return rows
  } finally {
    await client.end()
  }
}

export async function asOwner<R>(
  { server, location, admin }: Pick<Place, 'server' | 'location' | 'admin'>,
  work: (owner: pg.Client) => Promise<R>,
): Promise<R> {
  return onServer(server, async () => {
    const owner = await ownerClient(location.database, admin)
    try {
      await owner.query(`SET lock_timeout = '5s'`)
      return await work(owner)
    } finally {
      await owner.end()
    }
  })
}

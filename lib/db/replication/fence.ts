import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { AppError } from '@/lib/core'
import type { GateState } from '../connections/set-gate'
import { NOTE_PREFIX } from './change-stream'

/** Writers queue behind a fence that waits for one of them, so it does not wait for long, and comes again. */
const LOCK_PATIENCE_MS = 400
const TRIES_MAX = 40

/**
 * Stops the tenant's writes at its source for good: when it returns, none is under way, none can begin, and `note` stands in the stream
 * behind the last of them. One round trip. Returns how often it had to try and how long the fence itself took.
 */
export async function freeze(client: pg.Client, tenantId: string, note: string | null): Promise<{ tries: number; at: number }> {
  return behindLock(client, tenantId, [
    `UPDATE sec.gate SET state = 'frozen', fence = gen_random_uuid(), changed_at = now() WHERE tenant_id = '${tenantId}' AND state = 'open'`,
    emit(note),
  ])
}

/**
 * Holds the tenant's writers for some milliseconds, without an error to any of them, so that `look` sees the source at the very instant
 * at which `note` stands in the stream.
 */
export async function microFence(client: pg.Client, tenantId: string, note: string, look: () => Promise<void>): Promise<number> {
  for (let tries = 1; ; tries++) {
    const at = performance.now()
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_PATIENCE_MS}ms'; ${lock(tenantId)}`)
      await look()
      await client.query(`${emit(note)}; COMMIT`)
      return performance.now() - at
    } catch (error) {
      await giveUpLock(client, error, tries)
    }
  }
}

/** Lets writes pass again. Only what a fence has stopped: a tenant that was stopped meanwhile stays stopped. With `mark`, only that fence. */
export async function unfreeze(client: pg.Client, tenantId: string, mark: string | null = null): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE sec.gate SET state = 'open', changed_at = now() WHERE tenant_id = $1 AND state = 'frozen' AND ($2::uuid IS NULL OR fence = $2::uuid)`,
    [tenantId, mark],
  )
  return rowCount === 1
}

/** The gate of a copy that comes in, or goes into service: with the epoch that it will have, and what it needs to be found again. */
export async function acceptCopy(
  client: pg.Client,
  tenantId: string,
  gate: { state: GateState; epoch: number; pattern: string; schema: string },
): Promise<void> {
  const { rowCount } = await client.query(
    `WITH told AS (INSERT INTO sec.pending (tenant_id) SELECT $1::uuid WHERE $2::text <> 'incoming')
     INSERT INTO sec.gate AS g (tenant_id, state, epoch, pattern, schema) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant_id) DO UPDATE SET state = excluded.state, epoch = excluded.epoch, pattern = excluded.pattern, schema = excluded.schema,
       changed_at = now() WHERE g.epoch <= excluded.epoch`,
    [tenantId, gate.state, gate.epoch, gate.pattern, gate.schema],
  )
  if (rowCount === 0)
    throw new AppError('conflict', { message: 'The tenant has been at that place at a later time. Run catalog reconcile.' })
}

/** At the source, after the flip: who comes with an old route is sent to look again. */
export async function leaveCopy(
  client: pg.Client,
  tenantId: string,
  gate: { epoch: number; pattern: string; schema: string },
): Promise<void> {
  await client.query(
    `UPDATE sec.gate SET state = 'moved', pattern = $3, schema = $4, changed_at = now() WHERE tenant_id = $1 AND epoch = $2 AND state <> 'moved'`,
    [tenantId, gate.epoch, gate.pattern, gate.schema],
  )
}

async function behindLock(client: pg.Client, tenantId: string, statements: string[]): Promise<{ tries: number; at: number }> {
  for (let tries = 1; ; tries++) {
    const at = performance.now()
    try {
      await client.query(
        [
          'BEGIN',
          `SET LOCAL lock_timeout = '${LOCK_PATIENCE_MS}ms'`,
          lock(tenantId),
          ...statements.filter((text) => text !== ''),
          'COMMIT',
        ].join('; '),
      )
      return { tries, at }
    } catch (error) {
      await giveUpLock(client, error, tries)
    }
  }
}

async function giveUpLock(client: pg.Client, error: unknown, tries: number): Promise<void> {
  await client.query('ROLLBACK')
  if ((error as { code?: string }).code !== '55P03') throw error
  if (tries >= TRIES_MAX)
    throw new AppError('busy', {
      message: 'The tenant has a transaction open that does not end. The move is tried again by itself.',
      cause: error,
    })
  await wait(300 + Math.random() * 500)
}

export const NOTE_SQL = `SELECT pg_logical_emit_message(true, '${NOTE_PREFIX}', $1)`
const lock = (tenantId: string) => `SELECT pg_advisory_xact_lock(sec.gate_lock('${tenantId}'))`
const emit = (note: string | null) => (note === null ? '' : `SELECT pg_logical_emit_message(true, '${NOTE_PREFIX}', '${note}')`)

import { type CatalogTx, catalogDb } from '@/lib/db'
import type { StepProgress } from './operation-view'

/** Another worker has taken the operation over: this one must stop, and leave everything as it is. */
export class FenceLost extends Error {
  constructor(operationId: string) {
    super(`operation ${operationId} was taken over by another worker`)
    this.name = 'FenceLost'
  }
}

export type Hold = { operationId: string; fence: bigint }
export type Standing = { version: bigint; isCancelRequested: boolean }

export type Taken = Hold & {
  kind: string
  tenantId: string | null
  input: unknown
  version: bigint
  steps: { name: string; state: string; attempts: number; output: unknown }[]
}

/** Takes the operation, whoever had it before: from now on only writes with the new fence count. Null when it is over. */
export async function takeOperation(operationId: string, workerId: string): Promise<Taken | null> {
  const rows = await catalogDb().$queryRaw<Taken[]>`
    UPDATE operations o
       SET fence = fence + 1, state = 'running', worker_id = ${workerId}, started_at = coalesce(started_at, now()), version = version + 1
     WHERE id = ${operationId}::uuid AND state IN ('queued', 'running')
    RETURNING id AS "operationId", fence, kind, tenant_id AS "tenantId", input, version,
      (SELECT jsonb_agg(jsonb_build_object('name', name, 'state', state, 'attempts', attempts, 'output', output) ORDER BY position)
         FROM operation_steps WHERE operation_id = o.id) AS steps`
  return rows[0] ?? null
}

/**
 * Ends one step and begins the next, as one statement and one visible change. The next one is not begun when somebody has cancelled:
 * this is the border at which a cancellation takes effect. It does not wait for the disk: should the server crash before it got
 * there, steps that were done run once more, as they must be able to. Taking and ending do wait, or two could hold one fence.
 */
export async function advance(
  hold: Hold,
  change: { done?: string; output?: unknown; progress?: StepProgress | null; next?: string },
): Promise<Standing> {
  const { done = null, next = null } = change
  return expectHeld(
    hold,
    await catalogDb().$queryRaw<Standing[]>`
    WITH held AS (
      UPDATE operations SET version = version + 1
       WHERE id = ${hold.operationId}::uuid AND fence = ${hold.fence} AND state = 'running'
      RETURNING id, version, cancel_requested_at IS NOT NULL AS cancelled
    ), ended AS (
      UPDATE operation_steps s
         SET state = 'done', output = ${json(change.output)}::jsonb, progress = coalesce(${json(change.progress)}::jsonb, progress),
             finished_at = clock_timestamp()
        FROM held WHERE s.operation_id = held.id AND s.name = ${done}
    ), begun AS (
      UPDATE operation_steps s SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, clock_timestamp())
        FROM held WHERE s.operation_id = held.id AND s.name = ${next} AND NOT held.cancelled
    )
    SELECT version, cancelled AS "isCancelRequested", set_config('synchronous_commit', 'off', true) FROM held`,
  )
}

export async function reportProgress(hold: Hold, step: string, progress: StepProgress): Promise<Standing> {
  return expectHeld(
    hold,
    await catalogDb().$queryRaw<Standing[]>`
    WITH held AS (
      UPDATE operations SET version = version + 1
       WHERE id = ${hold.operationId}::uuid AND fence = ${hold.fence} AND state = 'running'
      RETURNING id, version, cancel_requested_at IS NOT NULL AS cancelled
    ), reported AS (
      UPDATE operation_steps s SET progress = ${json(progress)}::jsonb FROM held WHERE s.operation_id = held.id AND s.name = ${step}
    )
    SELECT version, cancelled AS "isCancelRequested", set_config('synchronous_commit', 'off', true) FROM held`,
  )
}

/** Reads only: who holds the operation, and whether somebody has cancelled it. */
export async function checkHold(hold: Hold): Promise<Standing> {
  return expectHeld(
    hold,
    await catalogDb().$queryRaw<Standing[]>`
    SELECT version, cancel_requested_at IS NOT NULL AS "isCancelRequested" FROM operations
     WHERE id = ${hold.operationId}::uuid AND fence = ${hold.fence} AND state = 'running'`,
  )
}

export type Ending = {
  state: 'succeeded' | 'failed' | 'cancelled'
  step: string | null
  output?: unknown
  progress?: StepProgress | null
  result?: unknown
  error?: { code: string; message: string }
  /** Input fields that are no longer needed. */
  forget: readonly string[]
}

/** The last write of an operation. Steps that never began are skipped when it was cancelled, and keep waiting when it failed. */
export async function endOperation(tx: CatalogTx, hold: Hold, ending: Ending): Promise<Standing> {
  const { state, step } = ending
  const stepState = { succeeded: 'done', failed: 'failed', cancelled: 'skipped' }[state]
  return expectHeld(
    hold,
    await tx.$queryRaw<Standing[]>`
    WITH held AS (
      UPDATE operations
         SET version = version + 1, state = ${state}, finished_at = clock_timestamp(), result = ${json(ending.result)}::jsonb,
             error = ${json(ending.error)}::jsonb, input = input - ${[...ending.forget]}::text[]
       WHERE id = ${hold.operationId}::uuid AND fence = ${hold.fence} AND state = 'running'
      RETURNING id, version
    ), ended AS (
      UPDATE operation_steps s
         SET state = ${stepState}, output = ${json(ending.output)}::jsonb, progress = coalesce(${json(ending.progress)}::jsonb, progress),
             finished_at = clock_timestamp()
        FROM held WHERE s.operation_id = held.id AND s.name = ${step}
    ), skipped AS (
      UPDATE operation_steps s SET state = 'skipped'
        FROM held WHERE s.operation_id = held.id AND s.state = 'waiting' AND ${state === 'cancelled'} AND s.name IS DISTINCT FROM ${step}
    )
    SELECT version, false AS "isCancelRequested" FROM held`,
  )
}

function expectHeld(hold: Hold, rows: Standing[]): Standing {
  if (rows[0]) return rows[0]
  throw new FenceLost(hold.operationId)
}

const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))

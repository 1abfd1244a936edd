import { PATTERNS, type Pattern } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'

export const MOVE_PHASES = ['preparing', 'copying', 'streaming', 'fencing', 'flipped', 'done', 'aborting', 'aborted'] as const
export type MovePhase = (typeof MOVE_PHASES)[number]
export const MOVE_METHODS = ['online', 'offline'] as const
export type MoveMethod = (typeof MOVE_METHODS)[number]

/** What people watch. Bytes are those of the copy's stream; times are as their names say; pauseMs is measured, not guessed. */
export type MoveFacts = {
  rowsTotal: number
  rowsCopied: number
  bytesTotal: number
  bytesCopied: number
  rowsPerSecond: number
  lagBytes: number
  lagMs: number
  changesApplied: number
  tables: number
  verifiedTables: number
  touchedKeys: number
  secondsLeft: number | null
  pauseMs: number | null
  fenceTries: number
  /** Transactions that are open at the source while the move waits for them: process, role, database, age. */
  waitsFor: string[]
}

export type MoveRow = {
  id: string
  tenantId: string
  method: MoveMethod
  phase: MovePhase
  epoch: number
  fromPattern: Pattern
  fromDatabaseId: string | null
  fromSchema: string
  toPattern: Pattern
  toServerId: string | null
  toDatabaseId: string | null
  toSchema: string | null
  keepHours: number
  facts: Partial<MoveFacts>
}

/** Throws `not_found`. */
export async function getMoveRow(id: string): Promise<MoveRow> {
  const row = await catalogDb().move.findUnique({ where: { id } })
  if (!row) throw new AppError('not_found', { message: 'There is no such move.' })
  return row as unknown as MoveRow
}

/**
 * The state machine moves by compare and swap: of two who want different things one learns that it is too late. With `fence`, only the
 * worker that holds the operation can do it: one that has lost it and does not know yet cannot.
 */
export async function changePhase(
  id: string,
  from: readonly MovePhase[],
  to: MovePhase,
  { facts = {}, fence = null }: { facts?: Partial<MoveFacts>; fence?: bigint | null } = {},
): Promise<boolean> {
  const changed = await catalogDb().$executeRaw`
    UPDATE moves SET phase = ${to}, heartbeat_at = clock_timestamp(), facts = facts || ${JSON.stringify(facts)}::jsonb,
           finished_at = CASE WHEN ${to} IN ('done', 'aborted') THEN clock_timestamp() END
     WHERE id = ${id}::uuid AND phase = ANY (${[...from]}::text[])
       AND (${fence}::bigint IS NULL OR EXISTS (SELECT FROM operations o WHERE o.id = moves.id AND o.fence = ${fence} AND o.state = 'running'))`
  return changed === 1
}

/** "I live", and what there is to see. False when the operation is in another worker's hands, or the move has been given up. */
export async function beatMove(id: string, fence: bigint, facts: Partial<MoveFacts>): Promise<boolean> {
  const beaten = await catalogDb().$executeRaw`
    UPDATE moves m SET heartbeat_at = clock_timestamp(), facts = m.facts || ${JSON.stringify(facts)}::jsonb
      FROM operations o WHERE o.id = m.id AND m.id = ${id}::uuid AND o.fence = ${fence} AND o.state = 'running' AND m.phase NOT IN ('aborting', 'aborted')`
  return beaten === 1
}

export const isPattern = (text: string | null): text is Pattern => text !== null && (PATTERNS as readonly string[]).includes(text)

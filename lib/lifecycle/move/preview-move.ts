import { z } from 'zod'
import { type Principal, requirePermission } from '@/lib/auth'
import {
  findPlacement,
  getDatabase,
  getTenant,
  PATTERNS,
  type Pattern,
  type RegisteredDatabase,
  type ResolvedPlacement,
} from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { catalogDb, countRows, type MoverRights, readMoverRights } from '@/lib/db'
import type { Target } from '@/lib/placement'
import { parseInput } from '../parse-input'
import { chooseTarget } from './choose-target'
import type { MoveMethod } from './move-rows'
import { placeIn } from './places'

export const PreviewMoveInput = z.object({
  tenantId: z.uuid(),
  toPattern: z.enum(PATTERNS),
  toServerId: z.uuid().optional(),
  method: z.enum(['auto', 'online', 'offline']).default('auto'),
})

export type MoveBlocker = { code: string; message: string }
export type MoveEnd = { pattern: Pattern; server: string; database: string | null }
export type MovePreview = {
  from: MoveEnd
  to: MoveEnd | null
  method: MoveMethod
  rows: number
  bytes: number
  tables: number
  predictedSeconds: number
  predictedPauseMs: number
  blockers: MoveBlocker[]
}

// Measured on two shared cores; what a quiet server does is better.
const ROWS_PER_SECOND = 40_000
const [OVERHEAD_SECONDS, ONLINE_PAUSE_MS] = [3, 250]
const BYTES_RESERVE = 1.5

/** What a move would do, and everything that is in its way. Changes nothing. Throws `not_found`. */
export async function previewMove(principal: Principal, fields: z.input<typeof PreviewMoveInput>): Promise<MovePreview> {
  requirePermission(principal, 'tenant:read')
  return (await considerMove(parseInput(PreviewMoveInput, fields))).preview
}

/** The preview, and the very places that it speaks of: whoever starts the move takes these. */
export async function considerMove(wish: z.output<typeof PreviewMoveInput>): Promise<{
  preview: MovePreview
  ends?: { placement: ResolvedPlacement; home: RegisteredDatabase; target: Target }
}> {
  const { tenantId, toPattern, toServerId, method: wanted } = wish
  const tenant = await getTenant(tenantId)
  const blockers: MoveBlocker[] = []
  const placement = await findPlacement(tenantId)
  if (!placement) {
    blockers.push({ code: 'no_place', message: 'This tenant has no place for its data yet.' })
    return { preview: { ...EMPTY, from: { pattern: toPattern, server: '', database: null }, to: null, blockers } }
  }
  const home = await getDatabase(placement.databaseId)
  const source = await placeIn(home, placement.schema, placement.pattern)
  if (tenant.status !== 'active' && tenant.status !== 'stopped')
    blockers.push({ code: 'status', message: `A tenant that is ${tenant.status} does not move.` })
  const running = await catalogDb().operation.findFirst({
    where: { tenantId, state: { in: ['queued', 'running'] } },
    select: { kind: true },
  })
  if (running)
    blockers.push({
      code: 'operation',
      message: `Another operation of this tenant is under way: ${running.kind}. Wait for its end, or cancel it.`,
    })
  const size = await countRows(source, tenantId).catch(noteBlocker(blockers, 'source'))
  const target = await chooseTarget({
    pattern: toPattern,
    region: tenant.region,
    bytes: size?.bytes ?? 0,
    serverId: toServerId,
    from: { pattern: placement.pattern, serverId: home.serverId, databaseId: home.databaseId },
  }).catch(noteBlocker(blockers, 'target'))
  const isHere = target?.server.id === home.serverId && toPattern === placement.pattern && ['database', 'instance'].includes(toPattern)
  if (isHere) blockers.push({ code: 'same_place', message: 'The tenant lives in such a place on that server already.' })
  const from = await readMoverRights(source).catch(noteBlocker(blockers, 'source'))
  const to = target?.database
    ? await readMoverRights(await placeIn(target.database, placement.schema, toPattern)).catch(noteBlocker(blockers, 'target'))
    : undefined
  const free = target ? await freeBytes(target.server.id) : null
  if (free !== null && size && free < size.bytes * BYTES_RESERVE)
    blockers.push({
      code: 'space',
      message: `The target has ${Math.round(free / 1e6)} MB left, and the tenant needs about ${Math.round((size.bytes * BYTES_RESERVE) / 1e6)} MB.`,
    })
  const method = chooseMethod(wanted, from ?? undefined, blockers)
  for (const [side, rights] of [
    ['source', from],
    ['target', to],
  ] as const) {
    if (rights && !rights.canCarry) blockers.push({ code: 'rights', message: rightsWords(side) })
  }
  const seconds = OVERHEAD_SECONDS + (size?.rows ?? 0) / ROWS_PER_SECOND
  const preview: MovePreview = {
    from: { pattern: placement.pattern, server: home.server, database: home.database },
    to: target ? { pattern: toPattern, server: target.server.name, database: target.database?.database ?? null } : null,
    method,
    rows: size?.rows ?? 0,
    bytes: size?.bytes ?? 0,
    tables: size?.tables ?? 0,
    predictedSeconds: Math.ceil(seconds),
    predictedPauseMs: method === 'online' ? ONLINE_PAUSE_MS : Math.ceil(seconds * 1000),
    blockers,
  }
  return { preview, ...(target && { ends: { placement, home, target } }) }
}

const EMPTY = { method: 'online' as MoveMethod, rows: 0, bytes: 0, tables: 0, predictedSeconds: 0, predictedPauseMs: 0 }

function chooseMethod(wanted: 'auto' | MoveMethod, source: MoverRights | undefined, blockers: MoveBlocker[]): MoveMethod {
  const canGoOnline = source?.canDecode === true && source.freeSlots > 0
  if (wanted !== 'online') return wanted === 'offline' || !canGoOnline ? 'offline' : 'online'
  if (source && !source.canDecode)
    blockers.push({
      code: 'online',
      message: 'The source does not decode its log: set wal_level = logical and give rowhouse_mover REPLICATION, or move offline.',
    })
  else if (source && source.freeSlots <= 0)
    blockers.push({ code: 'slots', message: 'The source has no replication slot left: raise max_replication_slots, or move offline.' })
  return 'online'
}

const rightsWords = (side: string) =>
  `The role rowhouse_mover lacks rights at the ${side}: GRANT SET ON PARAMETER session_replication_role TO rowhouse_mover;`

async function freeBytes(serverId: string): Promise<number | null> {
  const row = await catalogDb().server.findUnique({ where: { id: serverId }, select: { facts: true } })
  const { freeBytes: free } = (row?.facts ?? {}) as { freeBytes?: number }
  return typeof free === 'number' ? free : null
}

function noteBlocker(blockers: MoveBlocker[], code: string) {
  return (error: unknown): undefined => {
    const message = isAppError(error) ? error.message : `The ${code} cannot be reached. Is its server up?`
    if (!blockers.some((known) => known.code === code)) blockers.push({ code, message })
  }
}

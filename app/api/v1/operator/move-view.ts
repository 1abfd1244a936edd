import { z } from 'zod'
import { PATTERNS } from '@/lib/catalog'
import { MOVE_METHODS, MOVE_PHASES } from '@/lib/lifecycle'
import { OPERATION_STATES } from '@/lib/operations'
import { Instant } from '../frame/paging'

const Place = z.object({
  pattern: z.enum(PATTERNS),
  server: z.string(),
  database: z.string().nullable(),
  schema: z.string().nullable(),
})

export const MoveShape = z.object({
  id: z.uuid(),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  method: z.enum(MOVE_METHODS),
  phase: z.enum(MOVE_PHASES),
  state: z.enum(OPERATION_STATES),
  epoch: z.number().int(),
  from: Place,
  to: Place,
  facts: z
    .object({
      rowsTotal: z.number(),
      rowsCopied: z.number(),
      bytesTotal: z.number(),
      bytesCopied: z.number(),
      rowsPerSecond: z.number(),
      lagBytes: z.number(),
      lagMs: z.number(),
      changesApplied: z.number(),
      tables: z.number(),
      verifiedTables: z.number(),
      touchedKeys: z.number(),
      secondsLeft: z.number().nullable(),
      pauseMs: z.number().nullable(),
      fenceTries: z.number(),
    })
    .partial(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  isCancelRequested: z.boolean(),
  canCancel: z.boolean(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  former: z.object({ keptUntil: Instant, purgedAt: Instant.nullable() }).nullable(),
})

const End = Place.omit({ schema: true })

export const MovePreviewShape = z.object({
  from: End,
  to: End.nullable(),
  method: z.enum(MOVE_METHODS),
  rows: z.number(),
  bytes: z.number(),
  tables: z.number(),
  predictedSeconds: z.number(),
  predictedPauseMs: z.number(),
  blockers: z.array(z.object({ code: z.string(), message: z.string() })),
})

import { z } from 'zod'
import { OPERATION_STATES, type OperationView } from '@/lib/operations'
import { Instant } from '../frame/paging'

/** Who asked for it is left out: a tenant must not learn an operator's id, and operators have the audit trail. */
export const OperationShape = z.object({
  id: z.uuid(),
  kind: z.string(),
  tenantId: z.uuid().nullable(),
  state: z.enum(OPERATION_STATES),
  steps: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
      attempts: z.number().int(),
      progress: z.object({ done: z.number(), total: z.number().optional(), unit: z.string().optional() }).nullable(),
      startedAt: Instant.nullable(),
      finishedAt: Instant.nullable(),
      milliseconds: z.number().int().nullable(),
    }),
  ),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  result: z.unknown(),
  isCancelRequested: z.boolean(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  version: z.number().int(),
})
export const OperationParams = z.object({ id: z.uuid() })
export const OperationFilter = { kind: z.string().max(100).optional(), state: z.enum(OPERATION_STATES).optional() }

export const toLiveEvent = (operation: OperationView) => ({
  id: String(operation.version),
  event: 'operation',
  data: OperationShape.parse(operation),
})

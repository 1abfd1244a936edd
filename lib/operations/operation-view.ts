import type { Actor, ErrorCode } from '@/lib/core'
import type { CatalogPrisma } from '@/lib/db'

export const OPERATION_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type OperationState = (typeof OPERATION_STATES)[number]
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'
export type StepProgress = { done: number; total?: number; unit?: string }

export type StepView = {
  name: string
  state: StepState
  attempts: number
  progress: StepProgress | null
  startedAt: string | null
  finishedAt: string | null
  /** From start to end; null while it is not over. */
  milliseconds: number | null
}

/** What people, scripts and the live stream see of an operation. Times are ISO 8601, so that it is the same over the wire. */
export type OperationView = {
  id: string
  kind: string
  tenantId: string | null
  state: OperationState
  steps: StepView[]
  error: { code: ErrorCode; message: string } | null
  result: unknown
  requestedBy: Actor
  isCancelRequested: boolean
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  /** Grows with each visible change. */
  version: number
}

export const WITH_STEPS = { steps: { orderBy: { position: 'asc' } } } as const satisfies CatalogPrisma.OperationInclude
type Row = CatalogPrisma.OperationGetPayload<{ include: { steps: true } }>

export function toOperationView(row: Row): OperationView {
  return {
    id: row.id,
    kind: row.kind,
    tenantId: row.tenantId,
    state: row.state as OperationState,
    steps: row.steps.map((step) => ({
      name: step.name,
      state: step.state as StepState,
      attempts: step.attempts,
      progress: step.progress as StepProgress | null,
      startedAt: iso(step.startedAt),
      finishedAt: iso(step.finishedAt),
      milliseconds: step.startedAt && step.finishedAt ? step.finishedAt.getTime() - step.startedAt.getTime() : null,
    })),
    error: row.error as OperationView['error'],
    result: row.result,
    requestedBy: row.requestedBy as Actor,
    isCancelRequested: row.cancelRequestedAt !== null,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    version: Number(row.version),
  }
}

export function isOver({ state }: { state: OperationState }): boolean {
  return state !== 'queued' && state !== 'running'
}

const iso = (date: Date | null) => date?.toISOString() ?? null

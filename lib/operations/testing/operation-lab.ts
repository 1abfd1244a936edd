import { z } from 'zod'
import { defineOperation, isOver, type OperationView, type StepContext, startOperation, watchOperation } from '../index'

export const actor = { kind: 'system', id: 'test' } as const

let kinds = 0
/** A kind of operation of one test alone, whose steps are given as functions. */
export function define(steps: Record<string, (context: StepContext<{ note?: string }>) => unknown>, secrets: 'note'[] = []): string {
  const kind = `test.${++kinds}`
  defineOperation<{ note?: string }>({
    kind,
    input: z.object({ note: z.string().optional() }),
    secrets,
    steps: Object.entries(steps).map(([name, run]) => ({ name, run: async (context) => run(context) })),
  })
  return kind
}

export function start(kind: string, tenantId: string | null = null, input: unknown = {}): Promise<OperationView> {
  return startOperation({ kind, tenantId, input, requestedBy: actor })
}

export async function untilOver(id: string): Promise<OperationView> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(20_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}

export function gate(): { open: () => void; opened: Promise<void> } {
  let open!: () => void
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

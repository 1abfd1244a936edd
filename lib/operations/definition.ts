import type { z } from 'zod'
import { AppError } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'

export type StepContext<Input = unknown> = {
  operationId: string
  tenantId: string | null
  input: Input
  /** What an earlier step returned, as JSON gives it back. */
  output<T>(step: string): T
  /** For people who watch: kept at most four times a second. */
  progress(done: number, total?: number, unit?: string): void
  /** Aborted when somebody cancels, when the worker stops, and when another worker has taken the operation over. */
  signal: AbortSignal
  /** Grows whenever somebody takes the operation: of two who think that they hold it, in one process or two, the higher one does. */
  fence: bigint
  /** Throws when another worker has taken over. Call it right before anything that must not happen twice. */
  assertFence(): Promise<void>
}

export type OperationStep<Input> = {
  /** Shown to people: a key under `operation.steps` of messages/<locale>/operator.json. */
  name: string
  /**
   * May run again after it has run in part, or whole: whatever it does, it first looks whether that is done already.
   * What it returns is kept as JSON, without personal data.
   */
  run(context: StepContext<Input>): Promise<unknown>
}

export type OperationDefinition<Input = unknown> = {
  kind: string
  /** What may be kept in the catalog for good: ids, names of files, options. */
  input: z.ZodType<Input>
  /** Names of input fields with personal data: sealed at rest, and dropped when the operation is over and can not be repeated. */
  secrets?: readonly (keyof Input & string)[]
  steps: readonly OperationStep<Input>[]
  /** What people get to see at the end; without it, what the last step returned. */
  result?(outputs: Readonly<Record<string, unknown>>): unknown
  /** What the catalog must know when it has failed or was cancelled, in the transaction that says so. */
  failed?(tx: CatalogTx, operation: { operationId: string; tenantId: string | null }): Promise<void>
}

const definitions = new Map<string, OperationDefinition>()

/** Makes a kind of operation known to this process. Whoever starts one and the worker both load the module that defines it. */
export function defineOperation<Input>(definition: OperationDefinition<Input>): OperationDefinition<Input> {
  const names = definition.steps.map(({ name }) => name)
  if (names.length === 0 || new Set(names).size < names.length) throw new Error(`${definition.kind}: steps need names of their own`)
  definitions.set(definition.kind, definition as unknown as OperationDefinition)
  return definition
}

export function findDefinition(kind: string): OperationDefinition | undefined {
  return definitions.get(kind)
}

export function getDefinition(kind: string): OperationDefinition {
  const definition = definitions.get(kind)
  if (definition) return definition
  throw new AppError('internal', { message: 'This version does not know that kind of work.', detail: { kind } })
}

import { type Actor, AppError, newId, seal } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { addJob, operationJob } from './add-job'
import { getDefinition, type OperationDefinition } from './definition'
import type { OperationView } from './operation-view'

export type StartInput = {
  kind: string
  tenantId: string | null
  input: unknown
  requestedBy: Actor
  requestId?: string | null
  /** The caller's transaction: operation, job and audit row exist if and only if the caller's change does. */
  tx?: CatalogTx
}

/** Throws `invalid_input`. The worker hears of the job when the transaction commits. */
export async function startOperation({ tx, ...start }: StartInput): Promise<OperationView> {
  return tx ? enter(tx, start) : catalogDb().$transaction((own) => enter(own, start))
}

async function enter(tx: CatalogTx, { kind, tenantId, input, requestedBy, requestId }: Omit<StartInput, 'tx'>): Promise<OperationView> {
  const definition = getDefinition(kind)
  const names = definition.steps.map(({ name }) => name)
  const id = newId()
  const stored = JSON.stringify(storedInput(definition, parseInput(definition, input)))
  const [row] = await tx.$queryRaw<{ created_at: Date }[]>`
    WITH operation AS (
      INSERT INTO operations (id, kind, tenant_id, input, requested_by)
      VALUES (${id}::uuid, ${kind}, ${tenantId}::uuid, ${stored}::jsonb, ${JSON.stringify(requestedBy)}::jsonb) RETURNING id, created_at
    ), steps AS (
      INSERT INTO operation_steps (operation_id, name, position)
      SELECT operation.id, name, position FROM operation, unnest(${names}::text[]) WITH ORDINALITY AS step (name, position)
    )
    SELECT created_at FROM operation`
  await recordAudit(tx, {
    actor: requestedBy,
    action: 'operation.started',
    subject: { kind: 'operation', id },
    detail: { kind },
    requestId,
    ...(tenantId && { tenantId }),
  })
  await addJob(tx, operationJob({ id, tenantId }))
  return {
    id,
    kind,
    tenantId,
    state: 'queued',
    steps: names.map((name) => ({
      name,
      state: 'waiting',
      attempts: 0,
      progress: null,
      startedAt: null,
      finishedAt: null,
      milliseconds: null,
    })),
    error: null,
    result: null,
    requestedBy,
    isCancelRequested: false,
    createdAt: row!.created_at.toISOString(),
    startedAt: null,
    finishedAt: null,
    version: 0,
  }
}

export function parseInput<Input>(definition: OperationDefinition<Input>, input: unknown): Input {
  const parsed = definition.input.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]))
  throw new AppError('invalid_input', { message: 'Some of what this work needs is missing or wrong.', fields })
}

function storedInput(definition: OperationDefinition, input: unknown): unknown {
  if (!definition.secrets?.length) return input
  const fields = { ...(input as Record<string, unknown>) }
  for (const name of definition.secrets)
    if (fields[name] !== undefined) fields[name] = seal(JSON.stringify(fields[name]), purposeOf(definition.kind, name))
  return fields
}

export const purposeOf = (kind: string, field: string) => `operation:${kind}:${field}`

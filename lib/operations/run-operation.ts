import { AppError, isAppError, log, unseal } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { findDefinition, getDefinition, type OperationDefinition } from './definition'
import { advance, type Ending, endOperation, FenceLost, takeOperation } from './fence'
import { isTransient } from './is-transient'
import { OperationRun } from './operation-run'
import { Cancelled } from './running-operations'
import { parseInput, purposeOf } from './start-operation'

/** Turns at one step, restarts of the worker included: with the queue's waits between them, a fault may last about a minute and a half. */
const ATTEMPTS_MAX = 5

/**
 * Runs an operation from its first unfinished step to its end, or to where it must stop. Returning means that the job is done with;
 * throwing, that the queue shall bring it back: the worker stops, a passing fault lasts, or somebody else holds the fence (whose job
 * must not be removed from under them).
 */
export async function runOperation(operationId: string, workerId: string, stopping: AbortSignal): Promise<void> {
  const taken = await takeOperation(operationId, workerId)
  if (!taken) return
  const definition = getDefinition(taken.kind)
  const run = new OperationRun(taken, stopping)
  const logger = log.child({ operationId, kind: taken.kind, fence: Number(taken.fence) })
  try {
    await runSteps(run, definition)
    logger.info({ milliseconds: run.milliseconds() }, 'operation succeeded')
  } catch (error) {
    const reason = run.signal.aborted ? (run.signal.reason ?? error) : error
    if (reason instanceof FenceLost || error instanceof FenceLost) throw error
    if (reason instanceof Cancelled) {
      await end(run, { state: 'cancelled', step: run.step, progress: run.progress, forget: definition.secrets ?? [] })
      return logger.info('operation cancelled')
    }
    if (stopping.aborted) throw error
    if (isTransient(error) && run.attempts < ATTEMPTS_MAX) {
      logger.warn({ err: error, step: run.step, attempt: run.attempts }, 'operation will be tried again')
      throw error
    }
    await end(run, { state: 'failed', step: run.step, progress: run.progress, error: publicError(error), forget: [] })
    logger.error({ err: error, step: run.step }, 'operation failed')
  } finally {
    run.leave()
  }
}

async function runSteps(run: OperationRun, definition: OperationDefinition): Promise<void> {
  const input = parseInput(definition, openInput(definition, run.taken.input))
  const waiting = definition.steps.filter(({ name }) => run.stateOf(name) !== 'done')
  const [first] = waiting
  if (first) await run.begin(await advance(run.hold, { next: first.name }), first.name)
  for (const [index, step] of waiting.entries()) {
    const output = await run.attempt(step, input)
    const next = waiting[index + 1]
    if (!next) break
    await run.begin(await advance(run.hold, { done: step.name, output, progress: run.progress, next: next.name }), next.name)
  }
  const last = definition.steps.at(-1)!.name
  const result = definition.result ? definition.result(run.outputs) : run.outputs[last]
  await end(run, {
    state: 'succeeded',
    step: last,
    output: run.outputs[last],
    progress: run.progress,
    result,
    forget: definition.secrets ?? [],
  })
}

async function end(run: OperationRun, ending: Ending): Promise<void> {
  await catalogDb().$transaction(async (tx) => {
    await endOperation(tx, run.hold, ending)
    if (ending.state !== 'succeeded') await findDefinition(run.taken.kind)?.failed?.(tx, run.taken)
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'worker' },
      action: `operation.${ending.state}`,
      subject: { kind: 'operation', id: run.hold.operationId },
      detail: { kind: run.taken.kind, ...(ending.error && { code: ending.error.code }) },
      ...(run.taken.tenantId && { tenantId: run.taken.tenantId }),
    })
  })
}

function openInput(definition: OperationDefinition, stored: unknown): unknown {
  const fields = { ...(stored as Record<string, unknown>) }
  for (const name of definition.secrets ?? []) {
    if (typeof fields[name] === 'string') fields[name] = JSON.parse(unseal(fields[name], purposeOf(definition.kind, name)))
  }
  return fields
}

/** A defect is told as such and no more: its message may hold a person's data. */
function publicError(error: unknown): { code: string; message: string } {
  const known = isAppError(error)
    ? error
    : new AppError('internal', { message: 'Something went wrong on our side. The log has the details under the id of this operation.' })
  return { code: known.code, message: known.message }
}

import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/core'
import type { OperationStep, StepContext } from './definition'
import { checkHold, type Standing, type Taken } from './fence'
import { isTransient } from './is-transient'
import type { StepProgress } from './operation-view'
import { ProgressReporter } from './progress-reporter'
import { Cancelled, enterRunning, leaveRunning } from './running-operations'

/** Waits between tries inside one job, so that a short fault does not give another operation of the tenant the turn. */
const RETRY_MILLISECONDS = [150, 600, 2000]

/** One worker's turn at one operation: what it holds, where it is, and the signal that stops it. */
export class OperationRun {
  readonly hold: { operationId: string; fence: bigint }
  readonly outputs: Record<string, unknown>
  readonly signal: AbortSignal
  step: string | null = null
  attempts = 0
  readonly #controller = new AbortController()
  readonly #entry: ReturnType<typeof enterRunning>
  readonly #startedAt = performance.now()
  #reporter: ProgressReporter | undefined

  constructor(
    readonly taken: Taken,
    stopping: AbortSignal,
  ) {
    this.hold = { operationId: taken.operationId, fence: taken.fence }
    this.outputs = Object.fromEntries(taken.steps.filter(({ state }) => state === 'done').map(({ name, output }) => [name, output]))
    this.signal = AbortSignal.any([this.#controller.signal, stopping])
    this.#entry = enterRunning(this.hold, taken.version, this.#controller)
  }

  get progress(): StepProgress | null {
    return this.#reporter?.latest ?? null
  }

  stateOf(step: string): string | undefined {
    return this.taken.steps.find(({ name }) => name === step)?.state
  }

  milliseconds(): number {
    return Math.round(performance.now() - this.#startedAt)
  }

  leave(): void {
    leaveRunning(this.#entry)
  }

  begin(standing: Standing, step: string): void {
    this.#reporter = undefined
    this.step = step
    this.attempts = (this.taken.steps.find(({ name }) => name === step)?.attempts ?? 0) + 1
    this.#note(standing)
  }

  async attempt(step: OperationStep<unknown>, input: unknown): Promise<unknown> {
    for (let tries = 0; ; tries++) {
      this.signal.throwIfAborted()
      try {
        const output = await this.#runOnce(step, input)
        this.outputs[step.name] = output === undefined ? null : JSON.parse(JSON.stringify(output))
        return output
      } catch (error) {
        if (this.signal.aborted || !isTransient(error) || tries >= RETRY_MILLISECONDS.length) throw error
        log.warn({ err: error, operationId: this.hold.operationId, step: step.name }, 'step will be tried again')
        await wait(RETRY_MILLISECONDS[tries], undefined, { signal: this.signal })
      }
    }
  }

  async #runOnce(step: OperationStep<unknown>, input: unknown): Promise<unknown> {
    const reporter = new ProgressReporter(
      this.hold,
      step.name,
      (standing) => this.#note(standing),
      (error) => this.#controller.abort(error),
    )
    this.#reporter = reporter
    const context: StepContext = {
      operationId: this.hold.operationId,
      tenantId: this.taken.tenantId,
      input,
      output: <T>(name: string) => {
        if (!(name in this.outputs)) throw new Error(`${this.taken.kind}: ${step.name} wants the output of ${name}, which has none`)
        return this.outputs[name] as T
      },
      progress: (done, total, unit) =>
        reporter.report({ done, ...(total !== undefined && { total }), ...(unit !== undefined && { unit }) }),
      signal: this.signal,
      fence: this.hold.fence,
      assertFence: async () => {
        this.#note(await checkHold(this.hold))
        this.signal.throwIfAborted()
      },
    }
    try {
      return await step.run(context)
    } finally {
      await reporter.close()
    }
  }

  #note({ version, isCancelRequested }: Standing): void {
    if (version > this.#entry.version) this.#entry.version = version
    if (isCancelRequested && !this.signal.aborted) this.#controller.abort(new Cancelled())
  }
}

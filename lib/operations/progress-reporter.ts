import { log } from '@/lib/core'
import { FenceLost, type Hold, reportProgress, type Standing } from './fence'
import type { StepProgress } from './operation-view'

const MILLISECONDS_BETWEEN = 250

/** Writes the latest progress of one step, at most four times a second and one write at a time. */
export class ProgressReporter {
  latest: StepProgress | null = null
  #written: StepProgress | null = null
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #lastWrite = 0
  #isClosed = false

  constructor(
    readonly hold: Hold,
    readonly step: string,
    readonly onStanding: (standing: Standing) => void,
    readonly onFenceLost: (error: FenceLost) => void,
  ) {}

  report(progress: StepProgress): void {
    this.latest = progress
    if (this.#isClosed || this.#timer || this.#writing) return
    const wait = Math.max(0, this.#lastWrite + MILLISECONDS_BETWEEN - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#writing = this.#write().finally(() => {
        this.#writing = undefined
        if (this.latest !== this.#written && this.latest) this.report(this.latest)
      })
    }, wait)
  }

  /** After this nothing is written any more: the step's own end carries the last numbers. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#writing
  }

  async #write(): Promise<void> {
    const progress = this.latest!
    this.#written = progress
    this.#lastWrite = performance.now()
    try {
      this.onStanding(await reportProgress(this.hold, this.step, progress))
    } catch (error) {
      if (error instanceof FenceLost) this.onFenceLost(error)
      else log.warn({ err: error, operationId: this.hold.operationId }, 'progress not written')
    }
  }
}

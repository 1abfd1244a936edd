import { AppError, log } from '@/lib/core'
import { Mover } from '@/lib/db'
import type { StepContext } from '@/lib/operations'
import { beatMove, getMoveRow, type MoveFacts, type MoveRow } from './move-rows'
import { isLeft, sourceOf, targetOf } from './places'

const BEAT_MS = 300
const RATE_WINDOW_MS = 3_000

/**
 * What one worker keeps open for one move while its steps follow each other. It says three times a second that it lives; when that is
 * refused, somebody else has the move, and it lets go of everything.
 */
export class MoveSession {
  readonly facts: Partial<MoveFacts>
  isStreaming = false
  isVerified = false
  /** Between fence and flip nothing interrupts it: it takes a quarter of a second, and is undone whole or not at all. */
  isCutting = false
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> | undefined
  #isClosed = false
  #rates: { at: number; rows: number }[] = []
  readonly #lost = new AbortController()

  private constructor(
    readonly row: MoveRow,
    readonly mover: Mover,
    readonly fence: bigint,
  ) {
    this.facts = { ...row.facts, tables: mover.tables.length }
  }

  static async open(moveId: string, fence: bigint): Promise<MoveSession> {
    const row = await getMoveRow(moveId)
    const [source, target] = [await sourceOf(row), await targetOf(row)]
    if (row.phase === 'aborting' || row.phase === 'aborted')
      throw new AppError('conflict', { message: 'This move was given up, and the tenant stays where it is. Start another one.' })
    if (target === null) throw new AppError('internal', { message: 'This move has no target yet.' })
    if (row.phase !== 'flipped' && (await isLeft(source, row)))
      throw new AppError('conflict', {
        message: 'The tenant has left this place at a later time than the catalog knows of: it was restored. Run catalog reconcile.',
      })
    const { id, tenantId, epoch } = row
    const session = new MoveSession(row, await Mover.open({ id, tenantId, epoch, source, target }), fence)
    session.#beatLater()
    return session
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Aborted when another worker has the move. */
  get lost(): AbortSignal {
    return this.#lost.signal
  }

  noteCopied(rows: number, bytes: number): void {
    const now = performance.now()
    this.#rates = [...this.#rates.filter(({ at }) => now - at < RATE_WINDOW_MS), { at: now, rows }].slice(-200)
    const [first] = this.#rates
    const rate = first && now > first.at ? ((rows - first.rows) / (now - first.at)) * 1000 : 0
    const left = (this.facts.rowsTotal ?? rows) - rows
    Object.assign(this.facts, {
      rowsCopied: rows,
      bytesCopied: bytes,
      ...(rate > 0 && { rowsPerSecond: Math.round(rate), secondsLeft: Math.max(0, Math.ceil(left / rate)) }),
    })
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#beating
    await this.mover.close()
  }

  #beatLater(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().finally(() => this.#beatLater())
    }, BEAT_MS)
  }

  async #beat(): Promise<void> {
    const { lagBytes, changesApplied } = this.mover
    if (this.isStreaming) Object.assign(this.facts, { lagBytes, changesApplied: Math.max(changesApplied, this.facts.changesApplied ?? 0) })
    try {
      if (await beatMove(this.row.id, this.fence, this.facts)) return
      this.#lost.abort(takenOver())
      void this.close()
    } catch (error) {
      log.warn({ err: error, moveId: this.row.id }, 'the catalog does not hear the mover') // it may come back before the cutover needs it
    }
  }
}

const sessions = new Map<string, MoveSession>()

/**
 * The session of the steps before, or a new one; closed when the operation is cancelled or leaves this worker. One of an earlier fence
 * is not taken on: when the catalog was away this very process may have lost the operation, and taken it again.
 */
async function sessionOf({ operationId, signal, fence }: StepContext): Promise<MoveSession> {
  const known = sessions.get(operationId)
  if (known && !known.isClosed && known.fence === fence) return known
  if (known && known.fence > fence) throw takenOver()
  await known?.close()
  const session = await MoveSession.open(operationId, fence)
  sessions.set(operationId, session)
  signal.addEventListener('abort', () => session.isCutting || void endSession(operationId, fence), { once: true })
  return session
}

/** Of this fence only: the one that came after it stays. */
export async function endSession(operationId: string, fence: bigint): Promise<void> {
  const session = sessions.get(operationId)
  if (session === undefined || session.fence > fence) return
  sessions.delete(operationId)
  await session.close()
}

function takenOver(): AppError {
  return new AppError('conflict', { message: 'Another worker has taken this move over, or it was given up.' })
}

/** Runs a part of the move; whatever fails leaves nothing open, so that the next try begins with connections that are fresh. */
export async function withSession<R>(context: StepContext, work: (session: MoveSession) => Promise<R>): Promise<R> {
  const session = await sessionOf(context)
  try {
    return await work(session)
  } catch (error) {
    await endSession(context.operationId, context.fence)
    throw session.lost.aborted ? session.lost.reason : error
  }
}

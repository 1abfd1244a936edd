import { checkHold, FenceLost, type Hold } from './fence'
import { onOperationChange } from './operation-changes'

export class Cancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'Cancelled'
  }
}

type Running = { hold: Hold; version: bigint; controller: AbortController }
const running = new Map<string, Running>()

/** Enters an operation that this process works on, so that a cancellation reaches its signal in the middle of a step. */
export function enterRunning(hold: Hold, version: bigint, controller: AbortController): Running {
  const entry = { hold, version, controller }
  running.set(hold.operationId, entry)
  return entry
}

export function leaveRunning(entry: Running): void {
  if (running.get(entry.hold.operationId) === entry) running.delete(entry.hold.operationId)
}

/** Asks about one operation, or all of this process; called when its row was changed by somebody else, and with each heartbeat. */
export async function checkRunning(operationId?: string): Promise<void> {
  for (const entry of operationId === undefined ? running.values() : [running.get(operationId)]) {
    if (!entry || entry.controller.signal.aborted) continue
    try {
      const standing = await checkHold(entry.hold)
      if (standing.isCancelRequested) entry.controller.abort(new Cancelled())
    } catch (error) {
      if (error instanceof FenceLost && running.has(entry.hold.operationId)) entry.controller.abort(error)
    }
  }
}

/** Hears of changes that this process did not make itself. */
export function watchRunning(): () => void {
  return onOperationChange((change) => {
    if (change === 'gap') return void checkRunning()
    const entry = running.get(change.operationId)
    if (entry && change.version > entry.version) void checkRunning(change.operationId)
  })
}

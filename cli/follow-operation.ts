import { AppError } from '@/lib/core'
import { isOver, type OperationView, watchOperation } from '@/lib/operations'
import type { CommandContext } from './define-command'

/** Tells each step on standard error until the operation is over. Throws its error when it failed. */
export async function followOperation(id: string, { progress, signal }: CommandContext): Promise<OperationView> {
  const told = new Map<string, string>()
  let last: OperationView | undefined
  for await (const view of watchOperation(id, { signal })) {
    last = view
    for (const { name, state, progress: at, milliseconds } of view.steps) {
      const line = `${name}: ${state}${at ? ` ${at.done}${at.total === undefined ? '' : ` of ${at.total}`} ${at.unit ?? ''}` : ''}${milliseconds === null ? '' : ` (${milliseconds} ms)`}`
      if (state !== 'waiting' && told.get(name) !== line) progress(line)
      told.set(name, line)
    }
  }
  if (!last || !isOver(last)) throw signal.reason
  if (last.state === 'succeeded') return last
  const message = last.error?.message ?? `The operation was ${last.state}.`
  throw new AppError(last.error?.code ?? 'conflict', { message, detail: `operation ${id}` })
}

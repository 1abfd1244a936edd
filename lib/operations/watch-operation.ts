import { getOperation } from './get-operation'
import { onOperationChange } from './operation-changes'
import { isOver, type OperationView } from './operation-view'

const POLL_MILLISECONDS = 2000

/**
 * Every visible change of an operation, from the first one after version `since` until it is over or the signal is aborted. Changes
 * come by NOTIFY; the poll is the net. Several changes at once may come as one. Throws `not_found`.
 */
export async function* watchOperation(
  id: string,
  { since = -1, signal }: { since?: number; signal?: AbortSignal } = {},
): AsyncGenerator<OperationView> {
  let wake: (() => void) | undefined
  let isChanged = true // at once, for what there is already
  const nudge = () => {
    isChanged = true
    wake?.()
  }
  const stop = onOperationChange((change) => (change === 'gap' || change.operationId === id) && nudge())
  signal?.addEventListener('abort', nudge)
  try {
    let seen = since
    while (!signal?.aborted) {
      if (!isChanged) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, POLL_MILLISECONDS)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = undefined
      }
      isChanged = false
      const view = await getOperation(id)
      if (view.version > seen) {
        seen = view.version
        yield view
      }
      if (isOver(view)) return
    }
  } finally {
    signal?.removeEventListener('abort', nudge)
    stop()
  }
}

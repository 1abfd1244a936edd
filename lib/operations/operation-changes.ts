import { listen, onCloseAll } from '@/lib/db'

type Change = { operationId: string; version: bigint }
type Watcher = (change: Change | 'gap') => void

const watchers = new Set<Watcher>()
let hasEars = false

/**
 * Tells of each visible change of any operation, whoever makes it, and of each gap in which changes may have been missed. One
 * connection for the whole process, opened with the first watcher and kept.
 */
export function onOperationChange(watcher: Watcher): () => void {
  watchers.add(watcher)
  const tell = (change: Change | 'gap') => {
    for (const each of watchers) each(change)
  }
  if (!hasEars) {
    hasEars = true
    const onNotice = ({ payload }: { payload: string }) => {
      const [operationId = '', version = '0'] = payload.split(' ')
      tell({ operationId, version: BigInt(version) })
    }
    void listen(['rowhouse_operation_changed'], onNotice, () => tell('gap')).then(() => tell('gap'))
  }
  return () => watchers.delete(watcher)
}

onCloseAll(async () => {
  hasEars = false
})

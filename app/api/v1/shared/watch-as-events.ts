import { getOperation, watchOperation } from '@/lib/operations'
import type { Caller } from '../frame/caller'
import { isStillKnown } from '../frame/connect-ports'
import type { Stream } from '../frame/define-endpoint'
import { EVENT_HEADERS, eventStream } from '../frame/event-stream'
import { toLiveEvent } from './operation-view'

/**
 * The live stream of one operation. It begins with the operation as it is now, also for a reader who comes back with the last
 * version: that one may have missed the end. Throws `not_found` before the stream begins; another tenant's operation is not found.
 */
export async function watchAsEvents(id: string, caller: Caller, request: Request): Promise<Stream> {
  await getOperation(id, caller.audience === 'tenant' ? { tenantId: caller.tenant.id } : {})
  const source = async function* (signal: AbortSignal) {
    for await (const view of watchOperation(id, { signal })) yield toLiveEvent(view)
  }
  return {
    body: eventStream({ source, requestSignal: request.signal, isStillAllowed: () => isStillKnown(caller, request) }),
    headers: EVENT_HEADERS,
  }
}

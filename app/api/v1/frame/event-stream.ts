import { isAppError, log } from '@/lib/core'

export type LiveEvent = { id: string; event: string; data: unknown }

export const EVENT_HEADERS = { 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' }
const HEARTBEAT_SECONDS = 15

type Options = {
  /** Ends the source when the reader goes away. */
  source: (signal: AbortSignal) => AsyncIterable<LiveEvent>
  /** Asked at each heartbeat: a session that ended meanwhile hears no more. */
  isStillAllowed: () => Promise<boolean>
  requestSignal: AbortSignal
  heartbeatSeconds?: number
}

/** Server-sent events of a source, until it ends, the reader leaves, or the reader may no longer listen. */
export function eventStream({
  source,
  isStillAllowed,
  requestSignal,
  heartbeatSeconds = HEARTBEAT_SECONDS,
}: Options): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const ended = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearInterval(timer)
    ended.abort()
  }
  requestSignal.addEventListener('abort', stop, { once: true })
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const beat = async () => {
        if (await isStillAllowed().catch(() => false)) return send(': still here\n\n')
        send('event: gone\ndata: {}\n\n')
        stop()
      }
      timer = setInterval(beat, heartbeatSeconds * 1000)
      send('retry: 2000\n\n')
      try {
        for await (const { id, event, data } of source(ended.signal)) send(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
        send('event: end\ndata: {}\n\n')
      } catch (error) {
        if (!ended.signal.aborted) {
          log.warn({ err: error, code: isAppError(error) ? error.code : undefined }, 'live stream broke off')
          send('event: broken\ndata: {}\n\n')
        }
      } finally {
        stop()
        requestSignal.removeEventListener('abort', stop)
        try {
          controller.close()
        } catch {
          // The reader has cancelled the stream already.
        }
      }
    },
    cancel: stop,
  })
}

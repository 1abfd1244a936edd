import { describe, expect, test } from 'vitest'
import { eventStream, type LiveEvent } from './event-stream'

const event = (id: number): LiveEvent => ({ id: String(id), event: 'operation', data: { id, text: 'a\nb' } })
const read = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

/** Waits for the end of its signal, as a source that has nothing to tell does. */
async function* silent(signal: AbortSignal): AsyncIterable<LiveEvent> {
  yield event(1)
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
}

describe('a live stream', () => {
  test('carries each event with its id, and an end', async () => {
    const source = async function* () {
      yield event(1)
      yield event(2)
    }
    const text = await read(eventStream({ source, isStillAllowed: async () => true, requestSignal: new AbortController().signal }))
    expect(text).toBe(
      'retry: 2000\n\nid: 1\nevent: operation\ndata: {"id":1,"text":"a\\nb"}\n\nid: 2\nevent: operation\ndata: {"id":2,"text":"a\\nb"}\n\nevent: end\ndata: {}\n\n',
    )
  })

  test('ends when the session ends, not when the source does', async () => {
    let asked = 0
    const isStillAllowed = async () => ++asked < 3
    const text = await read(
      eventStream({ source: silent, isStillAllowed, requestSignal: new AbortController().signal, heartbeatSeconds: 0.01 }),
    )
    expect(text.match(/still here/g)).toHaveLength(2)
    expect(text.endsWith('event: gone\ndata: {}\n\n')).toBe(true)
  })

  test('lets its source go when the reader leaves', async () => {
    let wasReleased = () => {}
    const released = new Promise<void>((resolve) => {
      wasReleased = resolve
    })
    const source = async function* (signal: AbortSignal) {
      try {
        yield* silent(signal)
      } finally {
        wasReleased()
      }
    }
    const reader = eventStream({ source, isStillAllowed: async () => true, requestSignal: new AbortController().signal }).getReader()
    await reader.read()
    await reader.cancel()
    await released
  })

  test('a source that fails tells the reader that it broke, and no reason', async () => {
    const source = async function* (): AsyncIterable<LiveEvent> {
      yield event(1)
      throw new Error('password=hunter2')
    }
    const text = await read(eventStream({ source, isStillAllowed: async () => true, requestSignal: new AbortController().signal }))
    expect(text).toContain('event: broken')
    expect(text).not.toContain('hunter2')
  })
})

import type { IdempotencyStore } from './idempotency'

/** Claims in this process alone, for tests of the pipeline. */
export function createMemoryStore(): IdempotencyStore {
  const claims = new Map<string, { requestHash: string; answer: { status: number; response: unknown } | null }>()
  return {
    async claim(key, requestHash) {
      const found = claims.get(key)
      if (found) return { isNew: false, ...found }
      claims.set(key, { requestHash, answer: null })
      return { isNew: true }
    },
    async finish(key, status, response) {
      claims.get(key)!.answer = { status, response }
    },
    async release(key) {
      claims.delete(key)
    },
  }
}

import { AppError, seal, sha256Hex, unseal } from '@/lib/core'

export type StoredAnswer = { status: number; body: unknown }
export type Claim = { isNew: true } | { isNew: false; requestHash: string; answer: { status: number; response: unknown } | null }

/** Where claims live: the catalog for operators, the tenant's own tables for its members and keys. */
export type IdempotencyStore = {
  /** Inserts the claim, or tells the one that is there; of two at the same moment one is new. */
  claim(key: string, requestHash: string): Promise<Claim>
  finish(key: string, status: number, response: { sealed: string }): Promise<void>
  release(key: string): Promise<void>
}

/** A claim without an answer is from a process that died: it can be taken again when no request can still be running. */
export const ABANDONED_AFTER_MINUTES = 10
export const KEPT_FOR_HOURS = 24
const PURPOSE = 'idempotent answer'

export function idempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key')
  if (key === null) return null
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError('bad_request', { message: 'Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID.' })
  return key
}

/** Path and body decide whether two requests are the same; the query is part of the path. */
export const requestHash = (request: Request, bodyText: string): string => {
  const { pathname, search } = new URL(request.url)
  return sha256Hex(JSON.stringify([request.method, pathname, search, bodyText]))
}

/**
 * Runs once for a key; a repeat gets the stored answer. A refusal is not kept: it wrote nothing, and the same key may be tried
 * again. Answers are sealed, because some hold a secret that is shown once.
 */
export async function runOnce(
  store: IdempotencyStore,
  key: string,
  hash: string,
  status: number,
  run: () => Promise<unknown>,
): Promise<StoredAnswer & { isReplay: boolean }> {
  const claim = await store.claim(key, hash)
  if (!claim.isNew) return { ...replay(claim, hash), isReplay: true }
  let body: unknown
  try {
    body = await run()
  } catch (error) {
    await store.release(key)
    throw error
  }
  await store.finish(key, status, { sealed: seal(JSON.stringify(body), PURPOSE) })
  return { status, body, isReplay: false }
}

function replay(claim: Extract<Claim, { isNew: false }>, hash: string): StoredAnswer {
  if (claim.requestHash !== hash)
    throw new AppError('conflict', { message: 'This Idempotency-Key was used for another request. Use a new one.' })
  if (!claim.answer)
    throw new AppError('conflict', {
      message: 'The first request with this Idempotency-Key is still running. Ask again shortly.',
      retryAfterSeconds: 1,
    })
  const { sealed } = claim.answer.response as { sealed: string }
  return { status: claim.answer.status, body: JSON.parse(unseal(sealed, PURPOSE)) }
}

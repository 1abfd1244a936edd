import { AppError } from '@/lib/core'
import { tooMany } from '../throttle/admit-attempt'
import { throttleKey } from '../throttle/throttle-key'
import { RULES } from '../throttle/throttle-rules'
import type { ThrottleStore } from '../throttle/throttle-store'

const bucketOf = (store: ThrottleStore, holder: string) => throttleKey(store.scope, 'totp', holder)

/** Counts a code before it is looked at, of whatever kind: digits of a phone and recovery codes share the bucket. Throws `rate_limited`. */
export async function chargeCode(store: ThrottleStore, holder: string): Promise<void> {
  const waitSeconds = await store.charge(bucketOf(store, holder), RULES.totp)
  if (waitSeconds > 0) throw tooMany(waitSeconds)
}

export const refundCodes = (store: ThrottleStore, holder: string) => store.clear(bucketOf(store, holder))

export function wrongCode(): AppError {
  const message = 'This code is not right, or was used before. Wait for the next one.'
  return new AppError('invalid_input', { message, fields: { code: message }, key: 'auth.errors.wrongCode' })
}

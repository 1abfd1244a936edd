import { AppError } from '@/lib/core'
import { makeDeviceToken, readDeviceToken } from './device-token'
import { throttleKey } from './throttle-key'
import { RULES, type ThrottleRule } from './throttle-rules'
import type { ThrottleStore } from './throttle-store'

const KNOWN_DAYS = 30

export type Attempt = {
  /** The normalised e-mail address, whether or not such an account exists. */
  account: string
  /** Where the attempt comes from, as `clientAddress` tells. */
  address: string
  deviceToken?: string | null
}

export type Admission = {
  /** Whether this browser or address signed in to this account before. */
  isFamiliar: boolean
  /** Call after a right password: takes the attempt back and makes browser and address known. Returns the device's new token. */
  succeeded(): Promise<string>
}

/**
 * Decides whether a password may be tried now; throws `rate_limited` otherwise. The answer depends on what was tried before, never
 * on whether the account exists.
 *
 * A browser that signed in to the account before, and an address that did, have a bucket of their own and nothing else counts for
 * them. All others share three: this account from this address, this address, this account. So whoever guesses at one account
 * cannot shut its owner out, and whoever guesses at all accounts of a company cannot shut the company out.
 */
export async function admitAttempt(store: ThrottleStore, { account, address, deviceToken }: Attempt): Promise<Admission> {
  const key = (...parts: string[]) => throttleKey(store.scope, ...parts)
  const device = readDeviceToken(store.scope, account, deviceToken)
  const known = key('known', account, address)
  const pair = key('pair', account, address)
  const isFamiliar = device !== null || (await store.isKnown(known, KNOWN_DAYS))
  const buckets: [string, ThrottleRule][] = isFamiliar
    ? [[device === null ? pair : key('device', account, device), RULES.pair]]
    : [
        [pair, RULES.pair],
        [key('address', address), RULES.address],
        [key('account', account), RULES.account],
      ]
  for (const [bucket, rule] of buckets) {
    const waitSeconds = await store.charge(bucket, rule)
    if (waitSeconds > 0) throw tooMany(waitSeconds)
  }
  return {
    isFamiliar,
    async succeeded() {
      const [own, ...shared] = buckets
      await store.clear(own![0])
      for (const [bucket, rule] of shared) await store.refund(bucket, rule)
      await store.remember(known)
      await store.tidy()
      return device === null ? makeDeviceToken(store.scope, account) : deviceToken!
    },
  }
}

export function tooMany(waitSeconds: number): AppError {
  return new AppError('rate_limited', {
    message: `Too many attempts. Try again in ${waitSeconds} s.`,
    retryAfterSeconds: waitSeconds,
    key: 'auth.errors.tooManyAttempts',
    values: { seconds: waitSeconds },
  })
}

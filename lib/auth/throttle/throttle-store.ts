import type { ThrottleRule } from './throttle-rules'

/** Where buckets are kept: a tenant's own table for its members, the catalog's for operators. Keys are HMACs. */
export type ThrottleStore = {
  /** Names the store in the keys' HMAC, so that one person's keys differ from tenant to tenant. */
  scope: string
  /**
   * Counts one attempt and returns 0, or refuses it and returns the seconds to wait. One atomic statement, before the work that it
   * guards: a thousand attempts sent at once pass one after the other, not all before the first failure is written down.
   */
  charge(key: string, rule: ThrottleRule): Promise<number>
  /** Takes one attempt back. */
  refund(key: string, rule: ThrottleRule): Promise<void>
  /** Marks a key as known now, and empties its bucket. */
  remember(key: string): Promise<void>
  isKnown(key: string, forDays: number): Promise<boolean>
  /** Empties a bucket. */
  clear(key: string): Promise<void>
  /** Deletes some of what has been quiet for long. */
  tidy(): Promise<void>
}

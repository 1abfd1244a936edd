import { AppError, now } from '@/lib/core'

export type Bucket = { tokens: number; at: number }

const BUCKETS_MAX = 20_000

/**
 * One bucket a caller in this process: `perSecond` on average, twice that in a burst. Bounded: the least recently used bucket
 * goes first, and whoever comes back finds a full one, which is what an idle caller would have anyway.
 */
export function createRateLimit(perSecondOf: (caller: string) => number = () => 50) {
  const buckets = new Map<string, Bucket>()
  return {
    /** Takes one token or throws `rate_limited` with the seconds until there is one. */
    take(caller: string, perSecond = perSecondOf(caller)): void {
      const at = now().getTime()
      const capacity = Math.max(1, perSecond * 2)
      const bucket = buckets.get(caller) ?? { tokens: capacity, at }
      bucket.tokens = Math.min(capacity, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      buckets.delete(caller)
      buckets.set(caller, bucket)
      if (buckets.size > BUCKETS_MAX) buckets.delete(buckets.keys().next().value!)
      if (bucket.tokens < 1) {
        const seconds = (1 - bucket.tokens) / perSecond
        throw new AppError('rate_limited', {
          message: 'Too many requests in a short time. Wait a moment.',
          retryAfterSeconds: Math.max(1, seconds),
        })
      }
      bucket.tokens -= 1
    },
  }
}
export type RateLimit = ReturnType<typeof createRateLimit>

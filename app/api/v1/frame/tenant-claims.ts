import type { TenantDb } from '@/lib/tenancy'
import { ABANDONED_AFTER_MINUTES, type IdempotencyStore, KEPT_FOR_HOURS } from './idempotency'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** Claims in the tenant's own tables, apart for each caller: nobody gets the answer that another one's rights had earned. */
export function tenantClaims(db: TenantDb, callerId: string): IdempotencyStore {
  const own = (key: string) => `${callerId}:${key}`
  return {
    async claim(key, requestHash) {
      const stale = [
        { createdAt: { lt: minutesAgo(KEPT_FOR_HOURS * 60) } },
        { status: null, createdAt: { lt: minutesAgo(ABANDONED_AFTER_MINUTES) } },
      ]
      await db.idempotencyKey.deleteMany({ where: { key: own(key), OR: stale } })
      // ON CONFLICT DO NOTHING: of two at the same moment one inserts, and the other reads what it left.
      const { count } = await db.idempotencyKey.createMany({ data: [{ key: own(key), requestHash }], skipDuplicates: true })
      if (count === 1) return { isNew: true }
      const found = await db.idempotencyKey.findFirst({ where: { key: own(key) } })
      if (!found) return this.claim(key, requestHash) // released between the two statements
      const answer = found.status === null ? null : { status: found.status, response: found.response }
      return { isNew: false, requestHash: found.requestHash, answer }
    },
    async finish(key, status, response) {
      await db.idempotencyKey.updateMany({ where: { key: own(key), status: null }, data: { status, response } })
    },
    async release(key) {
      await db.idempotencyKey.deleteMany({ where: { key: own(key), status: null } })
    },
  }
}

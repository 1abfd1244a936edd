import { type CatalogPrisma, catalogDb } from '@/lib/db'

export type IdempotencyClaim = { isNew: true } | { isNew: false; requestHash: string; answer: { status: number; response: unknown } | null }

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/**
 * What an operator's repeated requests were answered. A claim without an answer after `abandonedAfterMinutes` is from a process
 * that died, and one that is older than `keptForHours` has done its duty: both can be claimed anew.
 */
export function operatorClaims(operatorId: string, { abandonedAfterMinutes = 10, keptForHours = 24 } = {}) {
  const table = () => catalogDb().idempotencyKey
  const at = (key: string) => ({ scope: operatorId, key })
  return {
    async claim(key: string, requestHash: string): Promise<IdempotencyClaim> {
      const stale: CatalogPrisma.IdempotencyKeyWhereInput[] = [
        { createdAt: { lt: minutesAgo(keptForHours * 60) } },
        { status: null, createdAt: { lt: minutesAgo(abandonedAfterMinutes) } },
      ]
      await table().deleteMany({ where: { scope: operatorId, OR: stale } })
      // ON CONFLICT DO NOTHING: of two at the same moment one inserts, and the other reads what it left.
      const { count } = await table().createMany({ data: [{ ...at(key), requestHash }], skipDuplicates: true })
      if (count === 1) return { isNew: true }
      const found = await table().findFirst({ where: at(key) })
      if (!found) return this.claim(key, requestHash) // released between the two statements
      return {
        isNew: false,
        requestHash: found.requestHash,
        answer: found.status === null ? null : { status: found.status, response: found.response },
      }
    },
    async finish(key: string, status: number, response: { sealed: string }): Promise<void> {
      await table().updateMany({ where: { ...at(key), status: null }, data: { status, response } })
    },
    async release(key: string): Promise<void> {
      await table().deleteMany({ where: { ...at(key), status: null } })
    },
  }
}

import { type CatalogTx, sql, type TenantTx, table } from '@/lib/db'
import { readWitness } from './catalog-witness'
import { BEGINNING, type Link, type Seal, type SealedRow } from './chain'

/** One trail, wherever its rows lie: what sealing and verifying need of it. */
export type AuditChain = {
  lock(): Promise<void>
  tail(): Promise<Link>
  unsealed(limit: number): Promise<SealedRow[]>
  countUnsealed(): Promise<number>
  seal(seals: readonly Seal[]): Promise<void>
  page(after: bigint, limit: number): Promise<SealedRow[]>
  /** What was sealed last, as it is kept elsewhere than in the trail, so that cutting its end off shows. */
  witness(): Promise<{ seq: bigint; hash?: string } | 'forged' | null>
}

const NEWEST = { orderBy: { seq: 'desc' }, where: { seq: { not: null } }, select: { seq: true, hash: true } } as const
const UNSEALED = { where: { seq: null }, orderBy: [{ at: 'asc' as const }, { id: 'asc' as const }] }
const COUNTER = 'audit.sealed'

const toLink = (row: { seq: bigint | null; hash: string | null } | null): Link =>
  row ? { seq: row.seq!, hash: row.hash ?? '' } : BEGINNING
const columns = (seals: readonly Seal[]) => ({
  ids: seals.map(({ id }) => id),
  seqs: seals.map(({ seq }) => seq),
  previous: seals.map(({ previousHash }) => previousHash),
  hashes: seals.map(({ hash }) => hash),
})

export function tenantChain(tx: TenantTx): AuditChain {
  const { tenantId } = tx.context
  return {
    // The row of the witness is the lock: an advisory lock would cost the cleaning of the connection.
    async lock() {
      await tx.$executeRaw(sql`
        INSERT INTO ${table('counters')} AS c (key, value) VALUES (${COUNTER}, 0)
        ON CONFLICT (tenant_id, key) DO UPDATE SET value = c.value`)
    },
    tail: async () => toLink(await tx.auditEvent.findFirst(NEWEST)),
    unsealed: (take) => tx.auditEvent.findMany({ ...UNSEALED, take }),
    countUnsealed: () => tx.auditEvent.count({ where: UNSEALED.where }),
    async seal(seals) {
      const { ids, seqs, previous, hashes } = columns(seals)
      await tx.$executeRaw(sql`
        UPDATE ${table('audit_events')} a SET seq = s.seq, previous_hash = s.previous_hash, hash = s.hash
          FROM unnest(${ids}::uuid[], ${seqs}::bigint[], ${previous}::text[], ${hashes}::text[]) AS s (id, seq, previous_hash, hash)
         WHERE a.tenant_id = ${tenantId}::uuid AND a.id = s.id`)
      await tx.counter.updateMany({ where: { key: COUNTER }, data: { value: seqs.at(-1)! } })
    },
    page: (after, take) => tx.auditEvent.findMany({ where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take }),
    async witness() {
      const counter = await tx.counter.findFirst({ where: { key: COUNTER } })
      return counter && { seq: counter.value }
    },
  }
}

export function catalogChain(tx: CatalogTx): AuditChain {
  return {
    async lock() {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rowhouse:audit', 0))`
    },
    tail: async () => toLink(await tx.auditEvent.findFirst(NEWEST)),
    unsealed: (take) => tx.auditEvent.findMany({ ...UNSEALED, take }),
    countUnsealed: () => tx.auditEvent.count({ where: UNSEALED.where }),
    async seal(seals) {
      const { ids, seqs, previous, hashes } = columns(seals)
      await tx.$executeRaw`
        UPDATE audit_events a SET seq = s.seq, previous_hash = s.previous_hash, hash = s.hash
          FROM unnest(${ids}::uuid[], ${seqs}::bigint[], ${previous}::text[], ${hashes}::text[]) AS s (id, seq, previous_hash, hash)
         WHERE a.id = s.id`
    },
    page: (after, take) => tx.auditEvent.findMany({ where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take }),
    witness: readWitness,
  }
}

import { catalogDb, type TenantDb } from '@/lib/db'
import { type AuditChain, catalogChain, tenantChain } from './audit-chain'
import { BEGINNING, checkLinks, type Link } from './chain'

const PAGE = 1000

/** `replaced`: not the row that was witnessed, so the end was cut off and written anew. `forged`: the witness is not ours. */
export const AUDIT_FAULTS = ['changed', 'missing', 'inserted', 'replaced', 'forged'] as const
export type AuditFault = (typeof AUDIT_FAULTS)[number]

export type AuditVerdict = {
  isIntact: boolean
  /** Rows whose links hold, counted from the first. */
  checked: number
  head: { seq: string; hash: string }
  /** The first row that was changed, is missing, or does not belong; its number is the row's place in the trail. */
  broken: { seq: string; id: string | null; fault: AuditFault } | null
  /** Rows that are not sealed yet: at most about a second of them while a worker runs. */
  unsealed: number
}

export async function verifyTenantAudit(db: TenantDb): Promise<AuditVerdict> {
  return verify(tenantChain(db))
}

export async function verifyCatalogAudit(): Promise<AuditVerdict> {
  return verify(catalogChain(catalogDb()))
}

async function verify(chain: AuditChain): Promise<AuditVerdict> {
  const witness = await chain.witness() // before the rows: what is sealed meanwhile must not look like a missing end
  let tail: Link = BEGINNING
  for (;;) {
    const rows = await chain.page(tail.seq, PAGE)
    if (rows.length === 0) break
    const outcome = checkLinks(tail, rows)
    if ('broken' in outcome) return verdict(chain, { seq: outcome.broken.seq - 1n, hash: tail.hash }, outcome.broken)
    tail = outcome.tail
    const witnessed = witness !== 'forged' && witness?.hash && rows.find(({ seq }) => seq === witness.seq)
    if (witnessed && witnessed.hash !== witness.hash) {
      return verdict(
        chain,
        { seq: witness.seq - 1n, hash: witnessed.previousHash! },
        { seq: witness.seq, id: witnessed.id, fault: 'replaced' },
      )
    }
  }
  const next = { seq: tail.seq + 1n, id: null }
  if (witness === 'forged') return verdict(chain, tail, { ...next, fault: 'forged' })
  return verdict(chain, tail, witness && witness.seq > tail.seq ? { ...next, fault: 'missing' } : null)
}

async function verdict(
  chain: AuditChain,
  head: Link,
  broken: { seq: bigint; id: string | null; fault: AuditFault } | null,
): Promise<AuditVerdict> {
  return {
    isIntact: broken === null,
    checked: Number(head.seq),
    head: { seq: String(head.seq), hash: head.hash },
    broken: broken && { ...broken, seq: String(broken.seq) },
    unsealed: await chain.countUnsealed(),
  }
}

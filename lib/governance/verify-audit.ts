import { catalogDb, type TenantDb } from '@/lib/db'
import { type AuditChain, catalogChain, tenantChain } from './audit-chain'
import { BEGINNING, type BrokenLink, checkLinks, type Link } from './chain'

const PAGE = 1000

export type AuditVerdict = {
  isIntact: boolean
  /** Rows whose links hold, counted from the first. */
  checked: number
  head: { seq: string; hash: string }
  /** The first row that was changed, is missing, or does not belong; its number is the row's place in the trail. */
  broken: { seq: string; id: string | null; fault: BrokenLink['fault'] } | null
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
  }
  const isCut = witness !== null && witness > tail.seq
  return verdict(chain, tail, isCut ? { seq: tail.seq + 1n, id: null, fault: 'missing' } : null)
}

async function verdict(chain: AuditChain, head: Link, broken: BrokenLink | null): Promise<AuditVerdict> {
  return {
    isIntact: broken === null,
    checked: Number(head.seq),
    head: { seq: String(head.seq), hash: head.hash },
    broken: broken && { ...broken, seq: String(broken.seq) },
    unsealed: await chain.countUnsealed(),
  }
}

import { sha256Hex } from '@/lib/core'

/** What a seal covers: every column that says what happened. */
export type ChainRow = {
  id: string
  tenantId: string | null
  at: Date
  actorKind: string
  actorId: string
  action: string
  subjectKind: string
  subjectId: string
  detail: unknown
  requestId: string | null
}
export type SealedRow = ChainRow & { seq: bigint | null; previousHash: string | null; hash: string | null }
export type Link = { seq: bigint; hash: string }
export type Seal = { id: string; seq: bigint; previousHash: string; hash: string }

/** Stands before the first row of every chain. */
export const BEGINNING: Link = { seq: 0n, hash: '0'.repeat(64) }

/** Each row's hash covers the one before it, so that a change anywhere shows in every row after it. */
export function sealRows(tail: Link, rows: readonly ChainRow[]): Seal[] {
  let { seq, hash } = tail
  return rows.map((row) => {
    const previousHash = hash
    seq += 1n
    hash = hashOf(row, seq, previousHash)
    return { id: row.id, seq, previousHash, hash }
  })
}

export type BrokenLink = { seq: bigint; id: string | null; fault: 'changed' | 'missing' | 'inserted' }

/** The first row, in order, that cannot follow the one before it; or the new tail. */
export function checkLinks(tail: Link, rows: readonly SealedRow[]): { broken: BrokenLink } | { tail: Link } {
  let { seq, hash } = tail
  for (const row of rows) {
    const broken = (fault: BrokenLink['fault'], at = row.seq!) => ({ broken: { seq: at, id: fault === 'missing' ? null : row.id, fault } })
    if (row.seq! > seq + 1n) return broken('missing', seq + 1n)
    if (row.seq! <= seq) return broken('inserted')
    if (row.hash !== hashOf(row, row.seq!, row.previousHash ?? '')) return broken('changed')
    // The row is whole in itself, but was not sealed behind this neighbour: something was taken out or put in between.
    if (row.previousHash !== hash) return broken('inserted')
    seq = row.seq!
    hash = row.hash!
  }
  return { tail: { seq, hash } }
}

function hashOf(row: ChainRow, seq: bigint, previousHash: string): string {
  const { id, tenantId, actorKind, actorId, action, subjectKind, subjectId, detail, requestId } = row
  const body = {
    id,
    tenantId,
    at: row.at.toISOString(),
    actorKind,
    actorId,
    action,
    subjectKind,
    subjectId,
    detail,
    requestId,
    seq: String(seq),
  }
  return sha256Hex(`${previousHash}\n${canonicalJson(body)}`)
}

/** JSON with sorted keys and no spaces: one text for one value, whatever order the database gives the keys back in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

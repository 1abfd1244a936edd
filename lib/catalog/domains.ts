import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'

export const DOMAIN_FAULTS = ['no-record', 'other-record', 'no-answer', 'held'] as const
export type DomainFault = (typeof DOMAIN_FAULTS)[number]
/**
 * active: the tenant holds the name. failing: it does, but the record is missing now, and it will lapse. held: proven, but another tenant
 * holds it still. pending: not proven yet.
 */
export type DomainStatus = 'active' | 'failing' | 'held' | 'pending'
export type Domain = {
  tenantId: string
  host: string
  token: string
  status: DomainStatus
  isPrimary: boolean
  pointsHere: boolean
  fault: DomainFault | null
  failingSince: Date | null
  provenAt: Date | null
  verifiedAt: Date | null
  checkedAt: Date | null
  createdAt: Date
}

const CLAIMS_MAX = 20

/** Enters a claim, or gives back the one that this tenant has. It keeps nobody else from claiming the same name. */
export async function storeDomainClaim(
  tx: CatalogTx,
  { tenantId, host, token }: { tenantId: string; host: string; token: string },
  createdBy: string,
): Promise<boolean> {
  if (await tx.domain.findUnique({ where: { host_tenantId: { host, tenantId } } })) return false
  if ((await tx.domain.count({ where: { tenantId } })) >= CLAIMS_MAX) {
    throw new AppError('conflict', {
      message: `There are ${CLAIMS_MAX} domains already. Release one first.`,
      key: 'domains.errors.tooMany',
      values: { count: CLAIMS_MAX },
    })
  }
  const { count } = await tx.domain.createMany({ data: [{ tenantId, host, token, createdBy }], skipDuplicates: true })
  return count > 0
}

export async function listDomains(tenantId: string): Promise<Domain[]> {
  const rows = await catalogDb().domain.findMany({ where: { tenantId }, orderBy: [{ isPrimary: 'desc' }, { host: 'asc' }] })
  return rows.map(toDomain)
}

/** Throws `not_found`: another tenant's claim of the same name is no different from none. */
export async function getDomain(tenantId: string, host: string): Promise<Domain> {
  const row = await catalogDb().domain.findUnique({ where: { host_tenantId: { host, tenantId } } })
  if (!row) throw new AppError('not_found', { message: 'There is no such domain.', key: 'domains.errors.unknown' })
  return toDomain(row)
}

/** Names that are due for a look, taken so that two workers do not look at the same one. */
export async function takeDueDomains(limit: number): Promise<{ tenantId: string; host: string }[]> {
  return catalogDb().$queryRaw`
    UPDATE domains SET checked_at = now() WHERE (host, tenant_id) IN (
      SELECT host, tenant_id FROM domains
       WHERE checked_at IS NULL
          OR checked_at < now() - CASE WHEN verified_at IS NOT NULL AND failing_since IS NULL THEN interval '1 hour'
                                       WHEN created_at > now() - interval '1 day' OR failing_since IS NOT NULL THEN interval '10 minutes'
                                       ELSE interval '6 hours' END
       ORDER BY checked_at NULLS FIRST LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING tenant_id::text AS "tenantId", host`
}

/** Claims that nobody proved within a month. */
export async function sweepDomainClaims(): Promise<void> {
  await catalogDb()
    .$executeRaw`DELETE FROM domains WHERE verified_at IS NULL AND proven_at IS NULL AND created_at < now() - interval '30 days'`
}

export type Proof = { record: 'found' | Exclude<DomainFault, 'held'>; pointsHere: boolean }
export type ProofOutcome = 'gained' | 'lapsed' | 'unchanged'

/** How long a holder's record may be missing before the name is free for whoever proves it: a weekend and a day. */
const LAPSE = '72 hours'

/**
 * Writes down what the DNS said. The first who proves a free name holds it; a held one is not taken, whatever another tenant proves, until
 * its holder releases it or its record has been missing for three days. An answer that did not come changes nothing.
 */
export async function storeDomainProof(tx: CatalogTx, tenantId: string, host: string, proof: Proof): Promise<ProofOutcome> {
  // One after the other for each name: of two who prove it at the same moment one gains it and the other reads that.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`domain ${host}`}, 0))`
  const where = { host_tenantId: { host, tenantId } }
  const row = await tx.domain.findUnique({ where })
  if (!row) throw new AppError('not_found', { message: 'There is no such domain.', key: 'domains.errors.unknown' })
  const now = new Date()
  const seen = { checkedAt: now, pointsHere: proof.pointsHere }
  if (proof.record === 'found') {
    const holder = await tx.domain.findFirst({ where: { host, verifiedAt: { not: null }, tenantId: { not: tenantId } } })
    const isGained = !holder && !row.verifiedAt
    await tx.domain.update({
      where,
      data: {
        ...seen,
        provenAt: row.provenAt ?? now,
        failingSince: null,
        fault: holder ? 'held' : null,
        ...(isGained && { verifiedAt: now }),
      },
    })
    return isGained ? 'gained' : 'unchanged'
  }
  if (proof.record === 'no-answer') {
    await tx.domain.update({ where, data: { checkedAt: now, fault: 'no-answer' } })
    return 'unchanged'
  }
  if (!row.verifiedAt) {
    await tx.domain.update({ where, data: { ...seen, provenAt: null, fault: proof.record } })
    return 'unchanged'
  }
  await tx.domain.update({ where, data: { ...seen, failingSince: row.failingSince ?? now, fault: proof.record } })
  const lapsed = await tx.$executeRaw`
    UPDATE domains SET verified_at = NULL, proven_at = NULL, is_primary = false, failing_since = NULL
     WHERE host = ${host} AND tenant_id = ${tenantId}::uuid AND failing_since < now() - ${LAPSE}::interval`
  return lapsed > 0 ? 'lapsed' : 'unchanged'
}

/** Makes one held name the address of pages and mails, or, with null, the slug's address again. */
export async function storePrimaryDomain(tx: CatalogTx, tenantId: string, host: string | null): Promise<void> {
  await tx.domain.updateMany({ where: { tenantId, isPrimary: true }, data: { isPrimary: false } })
  if (host === null) return
  const { count } = await tx.domain.updateMany({
    where: { tenantId, host, verifiedAt: { not: null }, pointsHere: true },
    data: { isPrimary: true },
  })
  if (count > 0) return
  throw new AppError('conflict', {
    message: `${host} is not proven yet, or does not lead here. Check it first.`,
    key: 'domains.errors.notReady',
    values: { host },
  })
}

/** A released name is free at once; whoever claims it next, this tenant too, needs a new proof. Throws `not_found`. */
export async function deleteDomain(tx: CatalogTx, tenantId: string, host: string): Promise<void> {
  const { count } = await tx.domain.deleteMany({ where: { tenantId, host } })
  if (count === 0) throw new AppError('not_found', { message: 'There is no such domain.', key: 'domains.errors.unknown' })
}

type Row = Omit<Domain, 'status' | 'fault'> & { fault: string | null; createdBy: string }

function toDomain({ createdBy: _, ...row }: Row): Domain {
  const held = row.failingSince ? 'failing' : 'active'
  const status: DomainStatus = row.verifiedAt ? held : row.provenAt ? 'held' : 'pending'
  return { ...row, fault: row.fault as DomainFault | null, status }
}

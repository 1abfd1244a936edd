import { catalogDb, type TenantDb } from '@/lib/db'
import { type AuditChain, catalogChain, tenantChain } from './audit-chain'
import { noteWitness } from './catalog-witness'
import { sealRows } from './chain'

const BATCH = 500

/** Seals what a tenant's trail has gained. Only one sealer at a time; writers are not held up. Returns how many rows. */
export async function sealTenantAudit(db: TenantDb): Promise<number> {
  return sealAll(() => db.$transaction((tx) => sealBatch(tenantChain(tx))))
}

/** The same for the catalog's own trail. */
export async function sealCatalogAudit(): Promise<number> {
  const db = catalogDb()
  if (!(await db.auditEvent.findFirst({ where: { seq: null }, select: { id: true } }))) return 0 // asked twice a second
  const count = await sealAll(() => db.$transaction((tx) => sealBatch(catalogChain(tx))))
  await noteWitness()
  return count
}

async function sealAll(batch: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const count = await batch()
    total += count
    if (count < BATCH) return total
  }
}

async function sealBatch(chain: AuditChain): Promise<number> {
  await chain.lock()
  const rows = await chain.unsealed(BATCH)
  if (rows.length > 0) await chain.seal(sealRows(await chain.tail(), rows))
  return rows.length
}

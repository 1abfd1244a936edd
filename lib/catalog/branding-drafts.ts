import { type CatalogTx, catalogDb } from '@/lib/db'

export type BrandingDraft = { fields: Record<string, unknown>; updatedBy: string; updatedAt: Date }

/** What somebody of this tenant is still working at, or null. */
export async function findBrandingDraft(tenantId: string): Promise<BrandingDraft | null> {
  const row = await catalogDb().brandingDraft.findUnique({ where: { tenantId } })
  return row && { fields: row.fields as Record<string, unknown>, updatedBy: row.updatedBy, updatedAt: row.updatedAt }
}

export async function storeBrandingDraft(tx: CatalogTx, tenantId: string, fields: object, updatedBy: string): Promise<void> {
  const data = { fields, updatedBy, updatedAt: new Date() }
  await tx.brandingDraft.upsert({ where: { tenantId }, create: { tenantId, ...data }, update: data })
}

export async function deleteBrandingDraft(tx: CatalogTx, tenantId: string): Promise<void> {
  await tx.brandingDraft.deleteMany({ where: { tenantId } })
}

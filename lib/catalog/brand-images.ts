import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'

export type BrandImage = { id: string; kind: string; contentType: string; width: number; height: number; content: Uint8Array<ArrayBuffer> }
export type NewBrandImage = Omit<BrandImage, 'id'>

/** Pictures that a tenant keeps beside those of its versions: enough for a day of trying, too few to fill a disk. */
const UNUSED_MAX = 20

/** Keeps a picture under the name of its content; the same one twice is one. Throws `conflict` where too many wait unused. */
export async function storeBrandImage(
  tx: CatalogTx,
  tenantId: string,
  image: NewBrandImage & { id: string },
  createdBy: string,
): Promise<void> {
  // Two uploads at once are counted one after the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`brand-images ${tenantId}`}, 0))`
  const unused = await tx.brandImage.count({ where: { tenantId, uses: { none: {} } } })
  if (unused >= UNUSED_MAX) {
    throw new AppError('conflict', {
      message: `${UNUSED_MAX} uploaded pictures are not in use yet. Publish, or try again tomorrow.`,
      key: 'brand.errors.tooMany',
      values: { count: UNUSED_MAX },
    })
  }
  await tx.brandImage.createMany({ data: [{ ...image, tenantId, createdBy }], skipDuplicates: true })
}

/** A picture of this tenant, or null: another tenant's is no different from a missing one. */
export async function findBrandImage(tenantId: string, id: string): Promise<BrandImage | null> {
  if (!/^[0-9a-f]{32}$/.test(id)) return null
  const row = await catalogDb().brandImage.findUnique({ where: { tenantId_id: { tenantId, id } } })
  return row && { ...row, content: row.content as Uint8Array<ArrayBuffer> }
}

/** Pictures that no version and no draft shows, a day after they came. */
export async function sweepBrandImages(): Promise<void> {
  await catalogDb().$executeRaw`
    DELETE FROM brand_images i
     WHERE i.created_at < now() - interval '1 day'
       AND NOT EXISTS (SELECT FROM branding_images b WHERE b.tenant_id = i.tenant_id AND b.image_id = i.id)
       AND NOT EXISTS (SELECT FROM branding_drafts d WHERE d.tenant_id = i.tenant_id AND strpos((d.fields -> 'images')::text, i.id) > 0)`
}

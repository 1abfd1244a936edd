import { AppError } from '@/lib/core'
import { type CatalogPrisma, type CatalogTx, catalogDb } from '@/lib/db'
import type { BrandImages, StoredTheme } from './resolved-tenant'

/** As the tenant chose it; the grammar of each field is lib/portal's. */
export type BrandingInput = {
  productName: string
  brandColour: string
  colours?: Record<string, string>
  radius?: number
  font?: string
  mark?: string
  signInText?: Record<string, string>
  mailSender?: string
  mailFooter?: Record<string, string>
  images?: BrandImages
  rolledBackTo?: number
  /** Computed from the colours by lib/portal, which stands above this folder. */
  theme: StoredTheme
}
export type BrandingVersion = Required<Omit<BrandingInput, 'theme' | 'rolledBackTo'>> & {
  version: number
  rolledBackTo: number | null
  createdBy: string
  createdAt: Date
}

/** Writes the next version; the newest one is what people see. Two who publish at once: the second gets `conflict`. */
export async function storeBranding(
  tx: CatalogTx,
  tenantId: string,
  input: BrandingInput,
  createdBy: string,
  basedOn?: number,
): Promise<number> {
  const before = await tx.branding.findFirst({ where: { tenantId }, orderBy: { version: 'desc' }, select: { version: true } })
  if (basedOn !== undefined && before?.version !== basedOn) throw publishedMeanwhile()
  const version = (before?.version ?? 0) + 1
  const { images = {}, theme, ...fields } = input
  const data = { ...fields, theme: theme as object, tenantId, version, createdBy }
  await tx.branding.create({ data }).catch((cause) => {
    if ((cause as { code?: string }).code !== 'P2002') throw cause
    throw publishedMeanwhile(cause)
  })
  await storeImages(tx, tenantId, version, images)
  return version
}

const publishedMeanwhile = (cause?: unknown) =>
  new AppError('conflict', {
    message: 'Somebody else has just published. Load the page again to see their version.',
    cause,
    key: 'brand.errors.conflict',
  })

async function storeImages(tx: CatalogTx, tenantId: string, version: number, images: BrandImages): Promise<void> {
  const data = Object.entries(images).flatMap(([slot, imageId]) => (imageId ? [{ tenantId, version, slot, imageId }] : []))
  const ids = [...new Set(data.map(({ imageId }) => imageId))]
  // The foreign key would refuse another tenant's picture too; this says so in words.
  if ((await tx.brandImage.count({ where: { tenantId, id: { in: ids } } })) < ids.length)
    throw new AppError('invalid_input', { message: 'A picture is no longer there. Upload it again.', fields: { images: 'unknown' } })
  await tx.brandingImage.createMany({ data })
}

const VERSION = { omit: { theme: true, tenantId: true }, include: { images: true } } as const

/** Newest first. `before` is the last version of the page before. */
export async function listBrandings(
  tenantId: string,
  { limit = 20, before }: { limit?: number; before?: number } = {},
): Promise<BrandingVersion[]> {
  const rows = await catalogDb().branding.findMany({
    where: { tenantId, ...(before !== undefined && { version: { lt: before } }) },
    orderBy: { version: 'desc' },
    take: limit,
    ...VERSION,
  })
  return rows.map(toVersion)
}

/** One version, or the newest. Throws `not_found`. */
export async function getBranding(tenantId: string, version?: number): Promise<BrandingVersion> {
  const row = await catalogDb().branding.findFirst({
    where: { tenantId, ...(version !== undefined && { version }) },
    orderBy: { version: 'desc' },
    ...VERSION,
  })
  if (!row) throw new AppError('not_found', { message: 'There is no such version.' })
  return toVersion(row)
}

type Row = Omit<CatalogPrisma.BrandingGetPayload<{ include: { images: true } }>, 'theme' | 'tenantId'>

function toVersion({ images, ...row }: Row): BrandingVersion {
  return {
    ...row,
    colours: row.colours as Record<string, string>,
    signInText: row.signInText as Record<string, string>,
    mailFooter: row.mailFooter as Record<string, string>,
    images: Object.fromEntries(images.map(({ slot, imageId }) => [slot, imageId])),
  }
}

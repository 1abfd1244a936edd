import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import type { StoredTheme } from './resolved-tenant'

export type BrandingInput = {
  productName: string
  brandColour: string
  radius?: number
  font?: string
  mark?: string
  /** PNG, re-encoded by lib/portal; at most 64 KiB. Undefined keeps the one of the version before, null removes it. */
  logo?: Uint8Array<ArrayBuffer> | null
  signInText?: Record<string, string>
  /** Computed from the brand colour by lib/portal, which stands above this folder. */
  theme: StoredTheme
}
export type BrandingVersion = {
  version: number
  productName: string
  brandColour: string
  radius: number
  font: string
  mark: string
  signInText: Record<string, string>
  createdBy: string
  createdAt: Date
}

/** Writes the next version; the newest one is what people see. Two who publish at once: the second gets `conflict`. */
export async function storeBranding(tx: CatalogTx, tenantId: string, input: BrandingInput, createdBy: string): Promise<number> {
  const before = await tx.branding.findFirst({ where: { tenantId }, orderBy: { version: 'desc' }, select: { version: true, logo: true } })
  const version = (before?.version ?? 0) + 1
  const logo = input.logo === undefined ? (before?.logo ?? null) : input.logo
  try {
    await tx.branding.create({ data: { ...input, theme: input.theme as object, logo, tenantId, version, createdBy } })
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'P2002') throw cause
    throw new AppError('conflict', { message: 'Somebody else has just published. Load the page again to see their version.', cause })
  }
  return version
}

export async function listBrandings(tenantId: string, limit = 20): Promise<BrandingVersion[]> {
  const rows = await catalogDb().branding.findMany({
    where: { tenantId },
    orderBy: { version: 'desc' },
    take: limit,
    omit: { logo: true, theme: true, tenantId: true },
  })
  return rows.map((row) => ({ ...row, signInText: row.signInText as Record<string, string> }))
}

/** The bytes of a version's logo, as PNG. A version never changes, so its address may be cached for ever. */
export async function findLogo(tenantId: string, version: number): Promise<Uint8Array | null> {
  const row = await catalogDb().branding.findUnique({ where: { tenantId_version: { tenantId, version } }, select: { logo: true } })
  return row?.logo ?? null
}

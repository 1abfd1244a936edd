import type { Principal } from '@/lib/auth'
import { deleteBrandingDraft } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { requireBrandRight } from './require-brand-right'

export async function discardBrandingDraft(principal: Principal, tenantId: string): Promise<void> {
  requireBrandRight(principal)
  await catalogDb().$transaction((tx) => deleteBrandingDraft(tx, tenantId))
}

import { findPlacement, type ResolvedPlacement } from '@/lib/catalog'
import { AppError } from '@/lib/core'

/** Throws `not_found` for a tenant without a place. */
export async function getPlacement(tenantId: string): Promise<ResolvedPlacement> {
  const placement = await findPlacement(tenantId)
  if (placement) return placement
  throw new AppError('not_found', { message: 'This tenant has no place for its data yet.' })
}

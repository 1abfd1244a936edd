import { catalogDb } from '@/lib/db'
import { slugFault } from './slug'

export type SlugCheck = { isFree: true } | { isFree: false; reason: 'grammar' | 'reserved' | 'taken' }

/** Whether a slug could be taken now. Only the insert decides: between this answer and it somebody else may be faster. */
export async function checkSlug(slug: string): Promise<SlugCheck> {
  const fault = slugFault(slug)
  if (fault) return { isFree: false, reason: fault }
  const db = catalogDb()
  const [reserved, taken, former] = await Promise.all([
    db.reservedSlug.findUnique({ where: { slug }, select: { slug: true } }),
    db.tenant.findUnique({ where: { slug }, select: { id: true } }),
    db.formerSlug.findUnique({ where: { slug }, select: { slug: true } }),
  ])
  if (reserved) return { isFree: false, reason: 'reserved' }
  return taken || former ? { isFree: false, reason: 'taken' } : { isFree: true }
}

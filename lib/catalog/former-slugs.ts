import { AppError } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'
import { slugFault } from './slug'

/** How long an old address leads to the new one: links in mails and bookmarks are rarely older. Afterwards it stays nobody's. */
const REDIRECT_DAYS = 90

/** Gives a tenant another slug. The old one leads to it for a time and is never somebody else's. Throws `slug_taken` and `not_found`. */
export async function changeSlug(tx: CatalogTx, tenantId: string, slug: string): Promise<{ before: string; redirectsUntil: Date }> {
  if (slugFault(slug)) {
    throw new AppError('invalid_input', {
      message: 'An address has 1 to 40 lower-case letters, digits and single hyphens, and is not a number.',
      fields: { slug: 'grammar' },
    })
  }
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { slug: true } })
  if (!tenant) throw new AppError('not_found', { message: 'There is no such tenant.' })
  if (tenant.slug === slug) throw new AppError('invalid_input', { message: `The address is ${slug} already.`, fields: { slug: 'same' } })
  const reserved = await tx.reservedSlug.findUnique({ where: { slug } })
  const former = await tx.formerSlug.findUnique({ where: { slug } })
  const other = await tx.tenant.findUnique({ where: { slug }, select: { id: true } })
  if (reserved || other || (former && former.tenantId !== tenantId)) throw taken(slug)
  const redirectsUntil = new Date(Date.now() + REDIRECT_DAYS * 86_400_000)
  await tx.formerSlug.deleteMany({ where: { slug } })
  await tx.formerSlug.upsert({
    where: { slug: tenant.slug },
    create: { slug: tenant.slug, tenantId, redirectsUntil },
    update: { tenantId, redirectsUntil },
  })
  await tx.tenant.update({ where: { id: tenantId }, data: { slug, version: { increment: 1 } } }).catch((cause) => {
    throw (cause as { code?: string }).code === 'P2002' ? taken(slug) : cause
  })
  return { before: tenant.slug, redirectsUntil }
}

const taken = (slug: string) =>
  new AppError('slug_taken', { message: `The address ${slug} is not free. Choose another one.`, fields: { slug: 'taken' } })

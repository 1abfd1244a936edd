import { AppError } from '@/lib/core'
import { type CatalogPrisma, type CatalogTx, catalogDb } from '@/lib/db'
import { slugFault } from './slug'

/** Enters a tenant. Of two who take the same slug at the same moment one wins; the other gets `slug_taken`. */
export async function insertTenant(tx: CatalogTx, data: CatalogPrisma.TenantUncheckedCreateInput): Promise<void> {
  if (slugFault(data.slug)) {
    throw new AppError('invalid_input', {
      message: 'An address has 1 to 40 lower-case letters, digits and single hyphens, and is not a number.',
      fields: { slug: 'grammar' },
    })
  }
  if (await tx.reservedSlug.findUnique({ where: { slug: data.slug } })) throw slugTaken(data.slug, 'reserved')
  if (await tx.formerSlug.findUnique({ where: { slug: data.slug } })) throw slugTaken(data.slug, 'taken')
  // ON CONFLICT waits for the other transaction and then tells who won; an error would end this one.
  const { count } = await tx.tenant.createMany({ data: [data], skipDuplicates: true })
  if (count === 0) throw slugTaken(data.slug, 'taken')
}

function slugTaken(slug: string, why: 'reserved' | 'taken'): AppError {
  const message =
    why === 'taken'
      ? `The address ${slug} belongs to another tenant. Choose another one.`
      : `The address ${slug} is kept for the service. Choose another one.`
  return new AppError('slug_taken', { message, fields: { slug: why } })
}

/** Changes a tenant's row and its version. Throws `not_found`. */
export async function changeTenant(tx: CatalogTx, tenantId: string, change: CatalogPrisma.TenantUncheckedUpdateInput): Promise<void> {
  const { count } = await tx.tenant.updateMany({ where: { id: tenantId }, data: { ...change, version: { increment: 1 } } })
  if (count === 0) throw new AppError('not_found', { message: 'There is no such tenant.' })
}

/** How many people a tenant has, as its own import or job counted them: a figure for the list of tenants, not a change of the tenant. */
export async function reportPeopleCount(tenantId: string, peopleCount: number): Promise<void> {
  await catalogDb().tenant.updateMany({
    where: { id: tenantId, OR: [{ peopleCount: null }, { peopleCount: { not: peopleCount } }] },
    data: { peopleCount },
  })
}

import { catalogDb } from '@/lib/db'

/** The tenant's outbox holds mail, because this process knows no SMTP server. */
export async function noteHeldMail(tenantId: string): Promise<void> {
  await catalogDb().$executeRaw`
    INSERT INTO held_mails (tenant_id) VALUES (${tenantId}::uuid) ON CONFLICT (tenant_id) DO UPDATE SET since = excluded.since`
}

/** Tenants with held mail, by id: the page behind `after`. */
export async function listHeldMail({ after, limit }: { after?: string; limit: number }): Promise<{ tenantId: string; since: Date }[]> {
  const where = after === undefined ? {} : { tenantId: { gt: after } }
  return catalogDb().heldMail.findMany({ where, orderBy: { tenantId: 'asc' }, take: limit, select: { tenantId: true, since: true } })
}

/** Unless more was held since. */
export async function forgetHeldMail(held: { tenantId: string; since: Date }): Promise<void> {
  await catalogDb().heldMail.deleteMany({ where: held })
}

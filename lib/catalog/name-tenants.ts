import { catalogDb } from '@/lib/db'

export type TenantName = { id: string; slug: string; name: string }

/** Slugs and names by id, for lists that hold ids alone. Tenants that are gone are not in it. */
export async function nameTenants(ids: Iterable<string | null>): Promise<Map<string, TenantName>> {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await catalogDb().tenant.findMany({ where: { id: { in: wanted } }, select: { id: true, slug: true, name: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

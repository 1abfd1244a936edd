import type { TenantLocation } from '../connections/tenant-location'
import { type Tenancy, tenantDbOf } from '../tenant/open-tenant-db'
import { table } from '../tenant/sql'
import type { TenantTx } from '../tenant/tenant-db'
import type { Check } from './assert-walls'
import { PROBES, probeContext } from './probes'

/** Three tenants in one tick. A shared client that batches, or a context that sticks to a connection, mixes them here. */
export function raceChecks(tenancy: Tenancy, location: TenantLocation): Check[] {
  return PROBES.flatMap((own, n) => {
    const db = tenantDbOf(tenancy, probeContext(location, n))
    const wanted = [own, own, own].join()
    return [
      { what: `race, tenant ${n + 1}`, wanted, run: () => seen(db, own) },
      { what: `race in a transaction, tenant ${n + 1}`, wanted, run: () => db.$transaction((tx) => seen(tx, own)) },
      {
        what: `row of another tenant, tenant ${n + 1}`,
        wanted: 'null',
        run: () => db.tenancyProbe.findUnique({ where: { id: PROBES[(n + 1) % 3]! } }),
      },
    ]
  })
}

async function seen(db: TenantTx, id: string): Promise<(string | undefined)[]> {
  const unique = await db.tenancyProbe.findUnique({ where: { id } })
  const many = await db.tenancyProbe.findMany()
  const raw = await db.$queryRaw<{ tenant_id: string }[]>`SELECT tenant_id FROM ${table('tenancy_probe')}`
  return [unique?.tenantId, ...many.map((row) => row.tenantId), ...raw.map((row) => row.tenant_id)]
}

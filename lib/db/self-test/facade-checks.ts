import type { TenantLocation } from '../connections/tenant-location'
import { type Tenancy, tenantDbOf } from '../tenant/open-tenant-db'
import type { Check } from './assert-walls'
import { PROBES, probeContext } from './probes'

/** The first wall: what cannot be kept inside one tenant is refused before it leaves the process. */
export function facadeChecks(tenancy: Tenancy, location: TenantLocation): Check[] {
  // biome-ignore lint/suspicious/noExplicitAny: the types refuse all of this too
  const db = tenantDbOf(tenancy, probeContext(location, 0)) as any
  return [
    { what: 'undefined in a filter', wanted: 'where.id is undefined', run: () => db.tenancyProbe.deleteMany({ where: { id: undefined } }) },
    { what: 'array $transaction', wanted: 'array of operations', run: () => db.$transaction([]) },
    { what: '$queryRawUnsafe', wanted: 'not available', run: () => db.$queryRawUnsafe('SELECT 1') },
    {
      what: 'tenantId of another tenant',
      wanted: 'other than',
      run: () => db.tenancyProbe.create({ data: { tenantId: PROBES[1], note: '' } }),
    },
  ]
}

import type { TenantLocation } from '../connections/tenant-location'
import { TenantContext } from '../tenant/tenant-context'

/** Three synthetic tenants with one row each in tenancy_probe, written by the first migration of tenant tables. */
export const PROBES = [1, 2, 3].map((n) => `ffffffff-0000-7000-8000-00000000000${n}`)

export function probeContext(location: TenantLocation, n: number, epoch = 0): TenantContext {
  return new TenantContext({ tenantId: PROBES[n]!, location, epoch, statementTimeoutMs: 20_000 })
}

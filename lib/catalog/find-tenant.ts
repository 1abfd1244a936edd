import { AppError, env, isUuid, parseHost } from '@/lib/core'
import { listen, onCloseAll } from '@/lib/db'
import { loadTenant } from './load-tenant'
import type { ResolvedTenant } from './resolved-tenant'
import { TenantCache } from './tenant-cache'

// On globalThis: a server bundle may hold this module more than once (proxy.ts, pages, route handlers), and one cache is enough.
const KEY = Symbol.for('rowhouse.catalog.tenants')
const holder = globalThis as { [KEY]?: TenantCache }

function cache(): TenantCache {
  holder[KEY] ??= openCache()
  return holder[KEY]
}

/** Changes come within a second by NOTIFY; where that connection is down, the time to live is the net, and a gap is taken for a change. */
function openCache(): TenantCache {
  const opened = new TenantCache({ load: loadTenant })
  void listen(
    ['rowhouse_catalog_changed'],
    ({ payload }) => opened.invalidate(payload || undefined),
    () => opened.invalidate(),
  ).then(() => opened.invalidate())
  return opened
}

onCloseAll(async () => {
  delete holder[KEY]
})

/**
 * The tenant whose door this host is. Null for the site, the back office, unknown and malformed hosts alike. Throws `misdirected` for
 * one that another deployment serves.
 */
export async function findTenantByHost(hostHeader: string | null | undefined): Promise<ResolvedTenant | null> {
  const tenant = await findTenantByName(hostHeader)
  if (tenant && tenant.placement.deployment !== (env().DEPLOYMENT ?? null)) {
    throw new AppError('misdirected', {
      message: 'This address is served elsewhere. Try again in a moment; if it stays, tell whoever runs the service.',
      detail: { tenantId: tenant.id, deployment: tenant.placement.deployment },
    })
  }
  return tenant
}

/** Whichever deployment serves it: for who asks about the name alone. */
export async function findTenantByName(hostHeader: string | null | undefined): Promise<ResolvedTenant | null> {
  const host = parseHost(hostHeader, env().BASE_DOMAIN)
  if (host.kind === 'tenant') return cache().find({ by: 'slug', value: host.slug })
  if (host.kind === 'custom') return cache().find({ by: 'domain', value: host.host })
  return null
}

export async function findTenantById(id: string): Promise<ResolvedTenant | null> {
  return isUuid(id) ? cache().find({ by: 'id', value: id }) : null
}

export async function findTenantBySlug(slug: string): Promise<ResolvedTenant | null> {
  return cache().find({ by: 'slug', value: slug })
}

/** For the route that has just met a refusal by the database: what is known of this tenant is no longer true. */
export function forgetTenant(id?: string): void {
  holder[KEY]?.invalidate(id)
}

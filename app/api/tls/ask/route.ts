import { findTenantByName } from '@/lib/catalog'
import { env, normalizeHost, parseHost } from '@/lib/core'
import { takeTurn } from './take-turn'

const NO_STORE = { 'cache-control': 'no-store' }

/**
 * What a proxy asks before it fetches a certificate (Caddy's on_demand_tls ask): 200 for a name that is served here, 404 for every other.
 * Without it, anybody could point names at the service and use up its certificates. It tells no more than the name itself would, and
 * answers so many questions a second at most.
 */
export async function GET(request: Request): Promise<Response> {
  if (!takeTurn()) return new Response(null, { status: 429, headers: { ...NO_STORE, 'retry-after': '1' } })
  const name = normalizeHost(new URL(request.url).searchParams.get('domain'))
  const isServed = name !== null && (await isOurs(name))
  return new Response(null, { status: isServed ? 200 : 404, headers: NO_STORE })
}

async function isOurs(name: string): Promise<boolean> {
  const { kind } = parseHost(name, env().BASE_DOMAIN)
  if (kind === 'site' || kind === 'operator') return true
  const tenant = await findTenantByName(name)
  return tenant !== null && tenant.status !== 'failed'
}

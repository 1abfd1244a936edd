import { isHome } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type GateState, readGate, type TenantLocation } from '@/lib/db'

/** In these somebody is let in, now or when the operation under way ends. */
const ALIVE: readonly GateState[] = ['open', 'locked', 'frozen']

/** What is about to be removed must be nobody's only copy, by its own gate and by the catalog. Throws `conflict`. */
export async function assertNotServed(location: TenantLocation, tenantId: string): Promise<void> {
  const [gate, isOnlyCopy] = await Promise.all([readGate(location, tenantId), isHome(tenantId, location)])
  if (!isOnlyCopy && !(gate && ALIVE.includes(gate.state))) return
  throw new AppError('conflict', {
    message: 'This is the copy that the tenant is served from. Move or remove the tenant first.',
    detail: { tenantId, database: location.database, schema: location.schema, gate },
  })
}

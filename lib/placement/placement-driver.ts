import type { Pattern } from '@/lib/catalog'
import type { GateState, TenantDb, TenantLocation } from '@/lib/db'

export interface TenantSize {
  readonly rows: number
  readonly bytes: number
}

/** What each of the four patterns can do. Every method is safe to repeat: it is a step of an operation that may be resumed. */
export interface PlacementDriver {
  readonly pattern: Pattern
  /** Makes the tenant's place in this database, with its gate shut until setGate opens it. Returns the schema that holds its tables. */
  create(database: Omit<TenantLocation, 'schema'>, tenantId: string, epoch: number): Promise<{ schema: string }>
  /** Takes effect with the next statement in any process. Throws `conflict` for an epoch older than the gate's. */
  setGate(location: TenantLocation, tenantId: string, gate: { state: GateState; epoch: number }): Promise<void>
  readGate(location: TenantLocation, tenantId: string): Promise<{ state: GateState; epoch: number } | null>
  /** What the tenant has in all its tables. Reads them all: for nightly figures, not for pages. */
  size(db: TenantDb): Promise<TenantSize>
}

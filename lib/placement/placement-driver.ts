import type { Readable, Writable } from 'node:stream'
import type { Pattern, RegisteredDatabase, RegisteredServer } from '@/lib/catalog'
import type { CopyFormat, CopyOutOptions, GateState, TenantDb, TenantLocation } from '@/lib/db'

export interface TenantSize {
  readonly rows: number
  readonly bytes: number
  /** Each of its tables, by name; the sums above are theirs. */
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly bytes: number }[]
}

/** Where a tenant is to be placed. The patterns row and schema need a database that is there; the others make their own. */
export interface Target {
  readonly server: RegisteredServer
  readonly database?: RegisteredDatabase
}

/** How a tenant's tables are reached. */
export interface Route {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly schema: string
  /** The one role as which the tenant's statements run there. */
  readonly role: string
}

/** Something on a server that the catalog knows nothing of: what a killed process left half-made, or a lost catalog forgot. */
export interface Leftover {
  readonly kind: 'schema' | 'database' | 'role' | 'folder'
  readonly name: string
  /** Of a schema. */
  readonly database?: string
}

/** What each of the four patterns can do. Every method is safe to repeat: it is a step of an operation that may be resumed. */
export interface PlacementDriver {
  readonly pattern: Pattern
  /**
   * Makes the tenant's place, with its gate shut until setGate opens it, and enters into the catalog the databases and servers that it
   * makes. Throws `conflict` for a database of another pattern: a database holds one only.
   */
  create(target: Target, tenantId: string, epoch: number): Promise<TenantLocation>
  /** Brings the place up to date. Returns the names of the migrations that it applied. */
  migrate(location: TenantLocation): Promise<string[]>
  /** Throws `isolation` for a location that is not of this pattern. */
  route(location: TenantLocation): Route
  copyOut(location: TenantLocation, tenantId: string, table: string, options?: CopyOutOptions): Promise<Readable>
  copyIn(location: TenantLocation, tenantId: string, table: string, options?: { format?: CopyFormat }): Promise<Writable>
  /** Takes effect with the next statement in any process. Throws `conflict` for an epoch older than the gate's. */
  setGate(location: TenantLocation, tenantId: string, gate: { state: GateState; epoch: number }): Promise<void>
  readGate(location: TenantLocation, tenantId: string): Promise<{ state: GateState; epoch: number } | null>
  /** What the tenant has in all its tables. Reads them all: for nightly figures, not for pages. */
  size(db: TenantDb): Promise<TenantSize>
  /**
   * Removes all that the tenant has at this place, and what is its own: schema, database and role, server and folder. Throws `conflict`
   * while the gate lets the tenant in, or while the catalog serves the tenant from here.
   */
  drop(location: TenantLocation, tenantId: string): Promise<void>
  leftovers(server: RegisteredServer): Promise<Leftover[]>
}

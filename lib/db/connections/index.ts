// Ways to the servers: the owner's connection for DDL, the catalog's client, the control role, the job queue, the one that listens.
// Every role has a password derived from the master key, and each connection belongs to exactly one role.
// lib/db alone imports it; connections on tenants' rows are not here but in ../tenant, where each statement carries a context.
export { type CatalogDb, type CatalogPrisma, type CatalogTx, catalogDb } from './catalog-db'
export { closeAll, onCloseAll } from './close-all'
export { endStatements } from './end-statements'
export { ensureRoles } from './ensure-roles'
export { jobsPool } from './jobs-pool'
export { listen, type Notice } from './listen'
export { ownerClient, withOwner } from './owner-client'
export { clearPending, listPending, type Pending } from './pending'
export { withServerLock } from './server-lock'
export { controlQuery, type GateState, readGate, setGate } from './set-gate'
export type { TenantLocation } from './tenant-location'

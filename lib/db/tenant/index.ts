// The heart: TenantDb, the signed tenancy context that goes with each statement, and the connections that carry it.
// A statement leaves with the context of exactly one tenant, under one Sync, or it does not leave.
// lib/db alone imports it; lib/tenancy makes a TenantDb from a placement and hands it to everybody else.
export { ALL, type ConnectionShare } from './connection-share'
export { type CopySession, openCopySession } from './copy-session'
export { listTenantTables } from './list-tenant-tables'
export { liveProcesses, setLiveProcesses } from './live-processes'
export { narrowTables } from './narrow-tables'
export { openTenantDb } from './open-tenant-db'
export { readMeter } from './read-meter'
export { reference, type Sql, sql, table } from './sql'
export { type Quota, TenantContext } from './tenant-context'
export type { TenantDb, TenantPrisma, TenantTx, TransactionOptions, Tx } from './tenant-db'
export { constraintOf, translateDatabaseError } from './translate-database-error'

// The only folder that speaks to PostgreSQL: Prisma clients, raw connections, migrations, the lint and the self-test of isolation.
// No statement on a tenant's tables leaves it without a signed context of exactly one tenant, and none runs as a role that could
// see past row-level security. lib/ imports this index; app/, cli/ and components/ go through lib/tenancy and the domain folders.
export {
  type CatalogDb,
  type CatalogPrisma,
  type CatalogTx,
  catalogDb,
  clearPending,
  closeAll,
  controlQuery,
  endStatements,
  ensureRoles,
  type GateState,
  jobsPool,
  listen,
  listPending,
  type Notice,
  onCloseAll,
  ownerClient,
  type Pending,
  readGate,
  setGate,
  type TenantLocation,
  withOwner,
  withServerLock,
} from './connections'
export { type Finding, lintDatabase } from './lint'
export { createTenantDatabase, migrateCatalog, migrateTenantDatabase, tenantSchemaVersion } from './migrations'
export { assertWalls } from './self-test'
export {
  type CopySession,
  constraintOf,
  listTenantTables,
  openCopySession,
  openTenantDb,
  reference,
  type Sql,
  sql,
  TenantContext,
  type TenantDb,
  type TenantPrisma,
  type TenantTx,
  type TransactionOptions,
  type Tx,
  table,
  translateDatabaseError,
} from './tenant'

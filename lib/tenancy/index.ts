// Turns a resolved tenant into a TenantDb, the scoped client through which every row of a tenant is read and written.
// It is the only maker of one: a tenant that is stopped, unfinished or unknown gets none, and a route that has become old is refreshed.
// Pages, handlers, jobs and the domain folders use it; it hands on the types and the template tag that queries are written with.

export type { TenantDb, TenantPrisma, TenantTx, TransactionOptions, Tx } from '@/lib/db'
export { type CopySession, constraintOf, narrowTables, openCopySession, reference, type Sql, sql, table } from '@/lib/db'
export { type OpenTenantOptions, openTenant } from './open-tenant'
export { openTenantById } from './open-tenant-by-id'

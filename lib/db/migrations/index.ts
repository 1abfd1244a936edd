// Brings the catalog and every database with tenants up to date, from SQL files that a DBA can read.
// A migration is applied once, whole, and by one process at a time; a file that was edited afterwards is refused.
// lib/db alone imports it; lib/lifecycle and the command line reach it through the index of lib/db.
export { createTenantDatabase, createTenantSchema, prepareTenantDatabase, type TenantDatabaseOptions } from './create-tenant-database'
export { dropTenantSchema, listTenantSchemas } from './drop-tenant-schema'
export { migrateCatalog } from './migrate-catalog'
export { migrateTenantDatabase, tenantSchemaVersion } from './migrate-tenant-database'
export { renameTenantSchema } from './rename-tenant-schema'
export { copyTemplateDatabase, ensureTemplateDatabase, handOutDatabase, templateVersion } from './template-database'

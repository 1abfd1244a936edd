import type { Rule } from './rule'

const leadsWithTenant = (key: string, table: string) =>
  `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = ${table} AND a.attnum = ${key} AND a.attname = 'tenant_id')`

/** Every tenant-owned row carries its tenant, and every key and index begins with it. */
export const KEY_RULES: readonly Rule[] = [
  {
    name: 'tenant column',
    sql: `SELECT object, 'has no tenant_id uuid NOT NULL' AS problem FROM tenant_tables t
           WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'tenant_id' AND atttypid = 'uuid'::regtype AND attnotnull)`,
  },
  {
    name: 'primary key',
    sql: `SELECT object, 'has no primary key that begins with tenant_id' AS problem FROM tenant_tables t
           WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary AND ${leadsWithTenant('i.indkey[0]', 't.oid')})`,
  },
  {
    name: 'unique key',
    sql: `SELECT i.indexrelid::regclass::text AS object, 'is unique across tenants: it does not begin with tenant_id' AS problem
            FROM tenant_tables t JOIN pg_index i ON i.indrelid = t.oid
           WHERE (i.indisunique OR i.indisexclusion) AND NOT ${leadsWithTenant('i.indkey[0]', 't.oid')}`,
  },
  {
    name: 'index',
    sql: `SELECT i.indexrelid::regclass::text AS object, 'does not begin with tenant_id, so no tenant can use it' AS problem
            FROM tenant_tables t JOIN pg_index i ON i.indrelid = t.oid
           WHERE NOT i.indisunique AND NOT ${leadsWithTenant('i.indkey[0]', 't.oid')}`,
  },
  {
    name: 'foreign key',
    sql: `SELECT object || '.' || f.conname AS object, 'does not begin with tenant_id on both sides' AS problem
            FROM tenant_tables t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
           WHERE NOT ${leadsWithTenant('f.conkey[1]', 'f.conrelid')} OR NOT ${leadsWithTenant('f.confkey[1]', 'f.confrelid')}`,
  },
  {
    name: 'foreign key',
    sql: `SELECT object || '.' || f.conname AS object, 'refers to a table outside its own schema' AS problem
            FROM tenant_tables t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f' JOIN pg_class r ON r.oid = f.confrelid
           WHERE r.relnamespace <> t.relnamespace`,
  },
  {
    name: 'foreign key',
    sql: `SELECT c.oid::regclass::text || '.' || f.conname AS object, 'lets a table outside the tenant schemas refer to a tenant table' AS problem
            FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
           WHERE f.contype = 'f' AND f.confrelid IN (SELECT oid FROM tenant_tables) AND c.relnamespace NOT IN (SELECT oid FROM tenant_schemas)`,
  },
  {
    name: 'sequence',
    sql: `SELECT object, 'is a sequence of a tenant table, whose gaps tell of other tenants' AS problem FROM tenant_relations WHERE relkind = 'S'`,
  },
  {
    name: 'class',
    sql: `SELECT object, 'has no class: comment it as class: data, class: secret or class: ephemeral' AS problem FROM tenant_tables t
           WHERE coalesce(obj_description(t.oid, 'pg_class'), '') NOT IN ('class: data', 'class: secret', 'class: ephemeral')`,
  },
]

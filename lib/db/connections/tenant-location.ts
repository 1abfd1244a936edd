/** Where tenants of the row pattern live, and those that have a database of their own. */
export const SHARED_SCHEMA = 'public'

/** How connections to a server are encrypted: not at all, with any certificate, or with one that is verified. */
export type Tls = 'off' | 'require' | 'verify'

/** Where one tenant's tables are. Made from its placement in the catalog. */
export interface TenantLocation {
  readonly databaseId: string
  readonly database: string
  readonly host: string
  readonly port: number
  /** Nothing: as DATABASE_URL says. */
  readonly tls?: Tls | null
  readonly schema: string
  /** The key that signs contexts for this database. */
  readonly keyId: number
  /** Behind a transaction pooler. */
  readonly isPooled: boolean
  /** The role of a database that is one tenant's own; null: the one that all shared databases have. */
  readonly appRole: string | null
  /** Its password, sealed: it is opened only where a connection is. */
  readonly appSecret: string | null
}

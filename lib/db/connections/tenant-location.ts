/** Where one tenant's tables are. Made from its placement in the catalog. */
export interface TenantLocation {
  readonly databaseId: string
  readonly database: string
  readonly host: string
  readonly port: number
  readonly schema: string
  /** The key that signs contexts for this database. */
  readonly keyId: number
  /** Behind a transaction pooler. */
  readonly isPooled: boolean
}

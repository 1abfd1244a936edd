/** What is known of a plugin before any of its code is loaded: the catalog, sign-in and the build read this and nothing else. */
export type PluginManifest = {
  /** Also the first part of its addresses: /kudos, /api/v1/kudos. */
  readonly id: string
  readonly version: string
  /** Tenants whose tier has this feature may install it; without one, every tenant may. A flag of its own says otherwise. */
  readonly tierFeature?: string
  /** Its tables as the code calls them, and as the database does: `{ kudo: 'kudos' }`. A table stands behind those it refers to. */
  readonly tables: Readonly<Record<string, string>>
  /** What it lets people do, and the built-in roles that may do it from the start. */
  readonly permissions: Readonly<Record<string, readonly PluginRole[]>>
}
export type PluginRole = 'owner' | 'admin' | 'hr' | 'manager' | 'employee'

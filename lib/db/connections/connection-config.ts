import type { ClientConfig } from 'pg'
import { parse } from 'pg-connection-string'
import { databaseUrl, deriveText, unseal } from '@/lib/core'
import type { TenantLocation, Tls } from './tenant-location'

/** The roles of a server that Rowhouse makes and signs in as; see ensureRoles. Tenants' own roles are named in the catalog. */
export type RoleName = 'rowhouse_shared' | 'rowhouse_catalog' | 'rowhouse_control' | 'rowhouse_mover'

/** As which the tenants of all shared databases are reached. */
export const SHARED_ROLE = 'rowhouse_shared' satisfies RoleName

/** Prisma sends moments without a zone and means UTC: a server that lives elsewhere would store them hours away. */
export const IN_UTC = '-c timezone=UTC'

export interface ServerAddress {
  readonly host: string
  readonly port: number
  /** Nothing: as DATABASE_URL says, whose server the first one is. */
  readonly tls?: Tls | null
}

/** The administrative role of a server: it makes roles and databases and owns tables, and no tenant's statement ever runs as it. */
export interface ServerAdmin extends ServerAddress {
  readonly user: string
  readonly password: string
  readonly ssl?: ClientConfig['ssl']
  /** A database that is always there: the catalog on the first server, `postgres` on most others. */
  readonly maintenanceDatabase: string
}

/** Derived from the master key, so that no password is stored anywhere. */
export function rolePassword(role: RoleName): string {
  return deriveText(`role:${role}`)
}

/** The administrative role of DATABASE_URL. */
export function firstAdmin(): ServerAdmin {
  const url = parse(databaseUrl())
  return {
    host: url.host ?? '127.0.0.1',
    port: Number(url.port ?? 5432),
    user: url.user ?? '',
    password: url.password ?? '',
    ssl: url.ssl as ClientConfig['ssl'],
    maintenanceDatabase: catalogDatabase(),
  }
}

/** An administrative connection: to the database that is always there, or to another one of the same server. */
export function ownerConfig(database?: string, admin = firstAdmin()): ClientConfig & ServerAddress & { database: string } {
  const { host, port, user, password, maintenanceDatabase } = admin
  const ssl = admin.ssl ?? sslOf(admin.tls)
  return { host, port, user, password, ssl, database: database ?? maintenanceDatabase, connectionTimeoutMillis: 10_000, options: IN_UTC }
}

export function roleConfig(role: RoleName, at: ServerAddress & { database: string }): ClientConfig {
  return configOf(role, rolePassword(role), at)
}

/** As the one role that may touch tenants' rows there: the database's own, or the one that all shared databases have. */
export function applicationConfig(at: ApplicationPlace): ClientConfig {
  const { appRole, appSecret, databaseId } = at
  if (appRole === null || appSecret === null) return roleConfig(SHARED_ROLE, at)
  return configOf(appRole, unseal(appSecret, databaseSecret(databaseId)), at)
}

export type ApplicationPlace = Pick<TenantLocation, 'databaseId' | 'database' | 'host' | 'port' | 'tls' | 'appRole' | 'appSecret'>

/** What the password of a database's own role is sealed for. */
export function databaseSecret(databaseId: string): string {
  return `database:${databaseId}`
}

function configOf(user: string, password: string, { host, port, tls, database }: ServerAddress & { database: string }): ClientConfig {
  return { host, port, database, user, password, ssl: sslOf(tls), connectionTimeoutMillis: 10_000, options: IN_UTC }
}

function sslOf(tls: Tls | null | undefined): ClientConfig['ssl'] {
  if (tls === null || tls === undefined) return parse(databaseUrl()).ssl as ClientConfig['ssl']
  return tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' }
}

/** Also the name of the installation: all that it makes on a server is named after it. */
export function catalogDatabase(): string {
  return parse(databaseUrl()).database ?? 'rowhouse'
}

/** Where the catalog is: also the address of the first server. */
export function catalogAddress(): ServerAddress & { database: string } {
  const { host, port, maintenanceDatabase: database } = firstAdmin()
  return { host, port, database }
}

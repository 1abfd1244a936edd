import type { ClientConfig } from 'pg'
import { parse } from 'pg-connection-string'
import { databaseUrl, deriveText } from '@/lib/core'

/** The roles of a server that Rowhouse makes; see ensureRoles. */
export type RoleName = 'rowhouse_app' | 'rowhouse_catalog' | 'rowhouse_control' | 'rowhouse_mover' | 'rowhouse_search'

/** Prisma sends moments without a zone and means UTC: a server that lives elsewhere would store them hours away. */
export const IN_UTC = '-c timezone=UTC'

export interface ServerAddress {
  readonly host: string
  readonly port: number
}

/** Derived from the master key, so that no password is stored anywhere. */
export function rolePassword(role: RoleName): string {
  return deriveText(`role:${role}`)
}

/** The administrative connection of DATABASE_URL, to its own database or to another one of the same server. */
export function ownerConfig(database?: string): ClientConfig & ServerAddress & { database: string } {
  const url = parse(databaseUrl())
  return {
    host: url.host ?? '127.0.0.1',
    port: Number(url.port ?? 5432),
    user: url.user,
    password: url.password,
    database: database ?? catalogDatabase(),
    ssl: url.ssl as ClientConfig['ssl'],
    connectionTimeoutMillis: 10_000,
    options: IN_UTC,
  }
}

export function roleConfig(role: RoleName, at: ServerAddress & { database: string }): ClientConfig {
  return {
    host: at.host,
    port: at.port,
    database: at.database,
    user: role,
    password: rolePassword(role),
    ssl: parse(databaseUrl()).ssl as ClientConfig['ssl'],
    connectionTimeoutMillis: 10_000,
    options: IN_UTC,
  }
}

export function catalogDatabase(): string {
  return parse(databaseUrl()).database ?? 'rowhouse'
}

/** Where the catalog is: also the address of the first server. */
export function catalogAddress(): ServerAddress & { database: string } {
  const { host, port, database } = ownerConfig()
  return { host, port, database }
}

import { sha256Hex } from '@/lib/core'
import { installationName } from '@/lib/db'

const NAME_BYTES_MAX = 63
const KEY_LENGTH = 12

export interface OwnNames {
  readonly key: string
  readonly database: string
  readonly role: string
  readonly server: string
}

/**
 * What a tenant's own database, role and server are called. The same for each try of one placement, and another for the next one, so
 * that a tenant that comes back finds no trace of its former copy. The database is named after the installation: two may share a server.
 */
export function ownNames(tenantId: string, epoch: number): OwnNames {
  return ownNamesOf(sha256Hex(`${tenantId}.${epoch}`).slice(0, KEY_LENGTH))
}

/** By the key that all of them end with, or by one of them. */
export function ownNamesOf(name: string): OwnNames {
  const key = name.slice(-KEY_LENGTH)
  return { key, database: `${ownPrefix()}${key}`, role: `rowhouse_t_${key}`, server: `own-${key}` }
}

/** What the names of all own databases of this installation begin with. */
export function ownPrefix(): string {
  return `${installationName().slice(0, NAME_BYTES_MAX - '_t_'.length - KEY_LENGTH)}_t_`
}

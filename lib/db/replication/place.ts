import type pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { moverClient } from '../connections/mover-client'
import type { TenantLocation } from '../connections/tenant-location'
import { onServer } from './place-error'

/** One end of a move. */
export interface Place {
  /** Its name in the catalog, for messages. */
  readonly server: string
  readonly location: TenantLocation
  readonly pattern: string
  /** Other tenants' rows are in the same tables: nothing that reaches beyond the tenant's own rows may be done to them. */
  readonly isShared: boolean
  readonly admin: ServerAdmin
}

// The same text on both sides, whatever the servers' defaults are: a checksum reads it, and the stream carries it.
const TEXT_FORM =
  '-c timezone=UTC -c datestyle=iso -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c search_path=pg_catalog,pg_temp'

/**
 * A connection as the mover. `isApplying` switches triggers and foreign keys off, as a copy needs it; the rows are verified afterwards.
 * Its commits reach the disk, whatever the server's default is: the catalog relies on what the target has, and the stream carries a
 * note only when it is on the source's disk. Just the copy itself (`isBulk`) is flushed with the commit that follows it.
 */
export function openPlace(
  { server, location }: Place,
  { name, isApplying = false, isBulk = false }: { name: string; isApplying?: boolean; isBulk?: boolean },
): Promise<pg.Client> {
  const settings = [TEXT_FORM, isApplying && '-c session_replication_role=replica', `-c synchronous_commit=${isBulk ? 'off' : 'on'}`]
  const options = settings.filter((setting) => setting !== false).join(' ')
  return onServer(server, () => moverClient(location, { application_name: name, keepAlive: true, options }))
}

import { openPlace, type Place } from './place'

export interface MoverRights {
  readonly majorVersion: number
  /** Logical decoding, and a role that may read it: without it only an offline move. */
  readonly canDecode: boolean
  /** Switches triggers and foreign keys off while it copies: without it no move at all. It needs no BYPASSRLS: it has a policy. */
  readonly canCarry: boolean
  readonly freeSlots: number
}

/** What the mover may do at one end, asked as the mover itself. Throws when it cannot even sign in. */
export async function readMoverRights(place: Place): Promise<MoverRights> {
  const client = await openPlace(place, { name: 'rowhouse:rights' })
  try {
    const { rows } = await client.query<MoverRights>(
      `SELECT current_setting('server_version_num')::int / 10000 AS "majorVersion",
              current_setting('wal_level') = 'logical' AND (rolreplication OR rolsuper) AS "canDecode",
              has_parameter_privilege('session_replication_role', 'SET') AS "canCarry",
              current_setting('max_replication_slots')::int - (SELECT count(*)::int FROM pg_replication_slots) AS "freeSlots"
         FROM pg_roles WHERE rolname = current_user`,
    )
    return rows[0]!
  } finally {
    await client.end()
  }
}

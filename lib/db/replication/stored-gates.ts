import type { GateState } from '../connections/set-gate'
import { acceptCopy, unfreeze } from './fence'
import { openPlace, type Place } from './place'

/** What a database knows of a tenant by itself, whatever the catalog says. */
export interface StoredGate {
  readonly tenantId: string
  readonly state: GateState
  readonly epoch: number
  /** Known for places that a move has made. */
  readonly pattern: string | null
  readonly schema: string | null
}

/** All gates of one database, the self-test's three left out. */
export async function listGates(place: Place): Promise<StoredGate[]> {
  return withPlace(place, async (client) => {
    const { rows } = await client.query<StoredGate>(
      `SELECT tenant_id AS "tenantId", state, epoch, pattern, schema FROM sec.gate WHERE tenant_id::text NOT LIKE 'ffffffff-0000-7000-%'`,
    )
    return rows
  })
}

/**
 * Lets writes pass again at the source of a move whose mover is gone, and shuts the target. The source comes first, and its people do
 * not wait for a target that may have died: the catalog has decided, and nobody has a route there.
 */
export async function unfencePlace(move: {
  tenantId: string
  epoch: number
  source: Place
  target: Place | null
  mark?: string | null
}): Promise<void> {
  const { tenantId, epoch, source, target, mark } = move
  await withPlace(source, (client) => unfreeze(client, tenantId, mark))
  if (target)
    await withPlace(target, (client) =>
      acceptCopy(client, tenantId, { state: 'incoming', epoch: epoch + 1, pattern: target.pattern, schema: target.location.schema }),
    )
}

/** The mark of the fence that stands, or a mark that no fence has. */
export async function readFence(place: Place, tenantId: string): Promise<string> {
  return withPlace(place, async (client) => {
    const { rows } = await client.query<{ fence: string | null }>('SELECT fence FROM sec.gate WHERE tenant_id = $1', [tenantId])
    return rows[0]?.fence ?? '00000000-0000-0000-0000-000000000000'
  })
}

/** At a target that is given up: nobody ever came through this gate. */
export async function forgetGate(place: Place, tenantId: string, epoch: number): Promise<void> {
  await withPlace(place, (client) =>
    client.query(`DELETE FROM sec.gate WHERE tenant_id = $1 AND epoch = $2 AND state = 'incoming'`, [tenantId, epoch]),
  )
}

async function withPlace<R>(place: Place, work: (client: Awaited<ReturnType<typeof openPlace>>) => Promise<R>): Promise<R> {
  const client = await openPlace(place, { name: 'rowhouse:gates' })
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

import { getServerAdmin, type RegisteredServer } from '@/lib/catalog'
import { dropOwnRole, dropTenantSchema, dropUnknownDatabase } from '@/lib/db'
import { instanceHost } from './instance/instance-host'
import type { Leftover } from './placement-driver'

/** Only what `leftovers` has just named: nothing is asked again here. Databases come before roles, which have rights in them. */
export async function removeLeftover(server: RegisteredServer, { kind, name, database }: Leftover): Promise<void> {
  if (kind === 'folder') return instanceHost().remove(name)
  const admin = await getServerAdmin(server.id)
  if (kind === 'schema') await dropTenantSchema(database!, name, admin)
  else if (kind === 'database') await dropUnknownDatabase(name, admin)
  else await dropOwnRole(name, admin)
}

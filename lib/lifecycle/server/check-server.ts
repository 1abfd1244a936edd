import { type Principal, requirePermission } from '@/lib/auth'
import { claimDueServer, getServer, getServerReport, type ServerReport, storeServerFacts } from '@/lib/catalog'
import { readServerFacts } from './read-server-facts'

/** A server is looked at this often without anybody asking. */
const EVERY_SECONDS = 300

/** Looks at a server now and keeps what it found. Changes nothing there. Throws `not_found`; one that does not answer is no error. */
export async function checkServer(principal: Principal, { server }: { server: string }): Promise<ServerReport> {
  requirePermission(principal, 'tenant:read')
  const { id, facts } = await getServerReport(server)
  await storeServerFacts(id, await readServerFacts(await getServer(id), facts))
  return getServerReport(id)
}

/** One turn of the worker: the servers whose last look is too old, one after another. */
export async function checkDueServers(): Promise<void> {
  for (let id = await claimDueServer(EVERY_SECONDS); id !== null; id = await claimDueServer(EVERY_SECONDS)) {
    const { facts } = await getServerReport(id)
    await storeServerFacts(id, await readServerFacts(await getServer(id), facts))
  }
}

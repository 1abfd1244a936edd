import { getServerReport, limitsPassed, needsOf, type StandbyPattern } from '@/lib/catalog'
import type { Pool } from './fill-standbys'

/** How many of a pattern are to be ready: none on a server that is being drained. */
export function wantedOf({ server }: Pool, pattern: StandbyPattern): number {
  return server.state === 'ready' ? server.standbyTargets[pattern] : 0
}

/** Whether one more fits the server's hard limits, as they are now. What is kept ready takes no room from tenants that a limit would refuse. */
export async function hasRoom({ server }: Pool, pattern: StandbyPattern): Promise<boolean> {
  const { capacity, usage, facts } = await getServerReport(server.id)
  return limitsPassed(capacity, usage, needsOf(pattern, facts?.tablesPerTenant ?? 0)).length === 0
}

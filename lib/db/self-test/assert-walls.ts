import { AppError, isAppError } from '@/lib/core'
import type { TenantLocation } from '../connections/tenant-location'
import { lintDatabase } from '../lint/lint-database'
import { unwrap } from '../tenant/carried-error'
import { sharedTenancy, type Tenancy } from '../tenant/open-tenant-db'
import { contextChecks } from './context-checks'
import { facadeChecks } from './facade-checks'
import { raceChecks } from './race-checks'

/** One thing to try, and what must come of it: the result as text, or a text that is part of the error. */
export interface Check {
  readonly what: string
  readonly wanted: string
  run(): Promise<unknown>
}

/**
 * Proves at start that every wall of one database stands: reads its catalogue, lets three synthetic tenants race in one tick, and
 * comes with forged contexts. Throws `isolation` with the list of what is down; nothing is served then. It is also the test of whatever
 * private API the core uses: a version of Prisma or pg in which that has changed does not get past it.
 */
export async function assertWalls(location: TenantLocation, tenancy: Tenancy = sharedTenancy()): Promise<void> {
  const contexts = contextChecks(tenancy, location)
  const findings = await lintDatabase({ query: (text) => contexts.direct(text) })
  const problems = findings.map(({ rule, object, problem }) => `${rule}: ${object} ${problem}`)
  for (const checks of [raceChecks(tenancy, location), contexts.checks, facadeChecks(tenancy, location)]) {
    const found = await Promise.all(checks.map(outcome))
    problems.push(...found.filter((problem) => problem !== undefined))
  }
  await contexts.end()
  if (problems.length > 0) {
    const list = problems.map((problem) => `\n- ${problem}`).join('')
    throw new AppError('isolation', {
      message: `Tenants are not kept apart in the database ${location.database}. Nothing is served until this is repaired:${list}`,
    })
  }
}

async function outcome({ what, wanted, run }: Check): Promise<string | undefined> {
  try {
    const found = String(await run())
    return found === wanted ? undefined : `${what}: wanted ${wanted}, found ${found}`
  } catch (caught) {
    const error = unwrap(caught)
    const found = isAppError(error) ? `${error.code} ${JSON.stringify(error.detail)}` : String(error)
    return found.includes(wanted) ? undefined : `${what}: wanted ${wanted}, found ${found}`
  }
}

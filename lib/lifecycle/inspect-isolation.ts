import { type Principal, requirePermission } from '@/lib/auth'
import { listDatabases, type RegisteredDatabase } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { assertWalls, controlQuery, lintDatabase, SHARED_SCHEMA } from '@/lib/db'
import { atOnce } from './at-once'

export type IsolationFinding = { database: string; server: string; rule: string; object: string; problem: string }
export type IsolationProof = {
  database: string
  server: string
  isIntact: boolean
  /** False: nothing could be tried. Nobody is let in there either. */
  isAnswering: boolean
  problem: string | null
}

const AT_ONCE = 4

/** Reads the catalogue of every database that holds tenants, and tells each place where a wall has a hole. Empty is good. */
export async function lintIsolation(principal: Principal): Promise<{ databases: number; findings: IsolationFinding[] }> {
  requirePermission(principal, 'audit:read')
  const databases = await listDatabases()
  const findings: IsolationFinding[] = []
  for (const { server, ...place } of databases) {
    const { database } = place
    const found = await lintDatabase({ query: (text) => controlQuery(place, text) })
    findings.push(...found.map((finding) => ({ database, server, ...finding })))
  }
  return { databases: databases.length, findings }
}

/** Tries each wall of every database with three synthetic tenants, as a start does. */
export async function selfTestIsolation(principal: Principal): Promise<IsolationProof[]> {
  requirePermission(principal, 'audit:read')
  const databases = await listDatabases()
  const proofs = new Map<string, IsolationProof>()
  await atOnce(AT_ONCE, databases, async (each) => void proofs.set(each.databaseId, await prove(each)))
  return databases.map(({ databaseId }) => proofs.get(databaseId)!)
}

async function prove({ server, ...place }: RegisteredDatabase): Promise<IsolationProof> {
  const { database } = place
  try {
    await controlQuery(place, 'SELECT 1')
  } catch {
    const problem = `The database ${database} on ${server} does not answer.`
    return { database, server, isIntact: false, isAnswering: false, problem }
  }
  const problem = await assertWalls({ ...place, schema: SHARED_SCHEMA }).then(
    () => null,
    (error: unknown) => {
      if (isAppError(error) && error.code === 'isolation') return error.message
      throw error
    },
  )
  return { database, server, isIntact: problem === null, isAnswering: true, problem }
}

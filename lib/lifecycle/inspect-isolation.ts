import { type Principal, requirePermission } from '@/lib/auth'
import { listDatabases, type RegisteredDatabase } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { assertWalls, controlQuery, lintDatabase, SHARED_SCHEMA } from '@/lib/db'
import { atOnce } from './at-once'

export type IsolationFinding = { database: string; server: string; rule: string; object: string; problem: string }
export type IsolationLint = { databases: number; findings: IsolationFinding[]; away: { database: string; server: string }[] }
export type IsolationProof = {
  database: string
  server: string
  isIntact: boolean
  /** False: nothing could be tried. Nobody is let in there either. */
  isAnswering: boolean
  problem: string | null
}

const AT_ONCE = 4

/**
 * Reads the catalogue of every database that holds tenants, and tells each place where a wall has a hole. Empty is good, as far as the
 * databases answer: those that are away are named, and nobody is let in there meanwhile.
 */
export async function lintIsolation(principal: Principal): Promise<IsolationLint> {
  requirePermission(principal, 'audit:read')
  const databases = await listDatabases()
  const found = new Map<string, IsolationFinding[] | null>()
  await atOnce(AT_ONCE, databases, async (each) => void found.set(each.databaseId, await lint(each)))
  return {
    databases: databases.length,
    findings: databases.flatMap(({ databaseId }) => found.get(databaseId) ?? []),
    away: databases.filter(({ databaseId }) => found.get(databaseId) === null).map(({ database, server }) => ({ database, server })),
  }
}

/** Null: it does not answer. */
async function lint({ server, ...place }: RegisteredDatabase): Promise<IsolationFinding[] | null> {
  const { database } = place
  if (!(await isAnswering(place))) return null
  const findings = await lintDatabase({ query: (text) => controlQuery(place, text) })
  return findings.map((finding) => ({ database, server, ...finding }))
}

const isAnswering = (place: Parameters<typeof controlQuery>[0]) =>
  controlQuery(place, 'SELECT 1').then(
    () => true,
    () => false,
  )

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
  if (!(await isAnswering(place))) {
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

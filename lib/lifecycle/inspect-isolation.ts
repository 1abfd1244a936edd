import { type Principal, requirePermission } from '@/lib/auth'
import { listDatabases } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { assertWalls, controlQuery, lintDatabase } from '@/lib/db'

export type IsolationFinding = { database: string; server: string; rule: string; object: string; problem: string }
export type IsolationProof = { database: string; server: string; isIntact: boolean; problem: string | null }

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
  const proofs: IsolationProof[] = []
  for (const { server, ...place } of await listDatabases()) {
    const problem = await assertWalls({ ...place, schema: 'public' }).then(
      () => null,
      (error: unknown) => {
        if (isAppError(error) && error.code === 'isolation') return error.message
        throw error
      },
    )
    proofs.push({ database: place.database, server, isIntact: problem === null, problem })
  }
  return proofs
}

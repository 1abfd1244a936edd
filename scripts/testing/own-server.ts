import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeAll } from '@/lib/db'
import { prepareTemplates } from './global-setup'
import { startTestServer } from './postgres'

/** A server for one test file alone: for faults in roles, which every database of a server shares. Call it before createWorld. */
export async function useOwnServer(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-test-data-'))
  const server = await startTestServer()
  await prepareTemplates(server.superuserUrl, dataDir)
  return async () => {
    await closeAll()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

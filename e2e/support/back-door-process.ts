import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { end } from './product'

/** Starts back-door.ts under tsx with the product's own settings, and waits until it listens. */
export async function startBackDoor(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/support/back-door.ts'], {
    cwd: root,
    env: { ...env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`The back door of the tests ended with code ${code}.`)))
  })
  return () => end(child)
}

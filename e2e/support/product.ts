import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BASE_DOMAIN, PORTS } from './addresses'

const ROOT = join(import.meta.dirname, '../..')
const PATIENCE_MS = 8 * 60_000

export type Product = { dataDir: string; env: NodeJS.ProcessEnv; stop(): Promise<void> }

/** The built product as `npm start` runs it, with a PostgreSQL and a data folder of its own, behind TLS on *.rowhouse.test. */
export async function startProduct(): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'e2e-'))
  chmodSync(dataDir, 0o755) // or, as root, PostgreSQL's data would go elsewhere, and stay there
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(PORTS.web),
    BASE_DOMAIN,
    PUBLIC_PROTO: 'https',
    ROWHOUSE_DEMO: '0',
    DATABASE_URL: '',
    // The sign-in provider of a test; nothing else on this machine can be reached from an address that a tenant enters.
    OUTBOUND_ALLOW: `127.0.0.1:${PORTS.provider}`,
  }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
    if (process.env.E2E_VERBOSE) process.stderr.write(chunk)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const stop = async () => {
    await end(child)
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The product did not start in time. It said:\n${said}`)), PATIENCE_MS)
      child.stdout.on('data', () => {
        if (!/up after/.test(said)) return
        clearTimeout(timer)
        resolve()
      })
      child.once('exit', (code) => reject(new Error(`The product ended with code ${code}. It said:\n${said}`)))
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { dataDir, env, stop }
}

/** SIGTERM, as an init system would; the supervisor stops what it started. */
export function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 30_000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

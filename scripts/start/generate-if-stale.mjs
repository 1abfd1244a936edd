import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { hashOf, isFresh, noteFresh } from './freshness.mjs'

const MARKER = 'generated/.made-from'
const SOURCES = [
  'prisma/catalog/schema.prisma',
  'prisma/tenant/schema.prisma',
  'prisma.config.ts',
  'scripts/generate.mjs',
  'package-lock.json',
]

/** Makes the Prisma clients when their schemas changed. True if it did; throws with what the generator said. */
export function generateIfStale() {
  const hash = hashOf(SOURCES)
  if (isFresh(MARKER, hash) && existsSync('generated/tenant/client.ts') && existsSync('generated/catalog/client.ts')) return false
  const done = spawnSync(process.execPath, ['scripts/generate.mjs'], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the Prisma clients could not be generated:\n${done.stderr || done.stdout}`)
  noteFresh(MARKER, hash)
  return true
}

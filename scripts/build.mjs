// `npm run build`: the web application, unless it was built from these very sources. --force builds anyway.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOf, isFresh, noteFresh } from './start/freshness.mjs'
import { generateIfStale } from './start/generate-if-stale.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

const MARKER = '.next/built-from'
const SOURCES = [
  ...['app', 'components', 'lib', 'messages', 'public', 'prisma/catalog/schema.prisma', 'prisma/tenant/schema.prisma'],
  ...[
    'proxy.ts',
    'instrumentation.ts',
    'next.config.ts',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
    'scripts/generate.mjs',
  ],
]

generateIfStale()
const hash = hashOf(SOURCES)
if (process.argv.includes('--is-fresh')) process.exit(isBuilt() ? 0 : 3)
if (isBuilt() && !process.argv.includes('--force')) {
  console.log('already built from these sources')
  process.exit(0)
}
rmSync(MARKER, { force: true }) // a build that is interrupted is no build
const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
// Under the start script this process leads a group of its own: with its supervisor gone, or told to stop, the whole group ends.
if (process.connected) {
  const endGroup = () => process.kill(-process.pid, 'SIGKILL')
  process.on('disconnect', endGroup)
  process.on('SIGTERM', endGroup)
}
const status = await new Promise((resolve) => next.once('exit', resolve))
if (status !== 0) process.exit(status ?? 1)
noteFresh(MARKER, hash)
process.exit(0)

function isBuilt() {
  return existsSync('.next/BUILD_ID') && isFresh(MARKER, hash)
}

#!/usr/bin/env node
// Plain JavaScript, so that it can say what is missing before anything else can be loaded.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const missing = !existsSync(join(root, 'node_modules', 'tsx'))
  ? 'its packages are not installed'
  : !existsSync(join(root, 'generated', 'catalog'))
    ? 'its database clients are not generated'
    : null
if (missing) {
  process.stderr.write(`rowhouse cannot run yet: ${missing}. Run npm start once in ${root}\n`)
  process.exit(1)
}

// The command works from any folder: settings that are relative to the installation are made absolute here.
process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json')
process.env.DATA_DIR ??= join(root, '.data')
process.env.LOG_LEVEL ??= 'silent' // standard output belongs to the answer

const { register } = await import('tsx/esm/api')
register()
const { main } = await import('./main.ts')
const code = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
// Pools of connections would keep the process for seconds more; what was printed goes out first, through a pipe too.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))

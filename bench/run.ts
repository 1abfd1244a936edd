// npm run bench -- <name> [--json]: runs bench/<name>.ts, which exports a function that gives its figures.
import { readdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { generateIfStale } from '../scripts/start/generate-if-stale.mjs'

type Bench = () => Promise<Record<string, number>>

const [name = '', ...options] = process.argv.slice(2)
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))
if (!known.includes(name)) {
  process.stderr.write(`Usage: npm run bench -- <name> [--json], where name is one of: ${known.join(', ')}\n`)
  process.exit(2)
}
generateIfStale()
const { default: bench } = (await import(`./${name}.ts`)) as { default: Bench }
if (typeof bench !== 'function') {
  process.stderr.write(`bench/${name}.ts is not a benchmark of its own.\n`)
  process.exit(2)
}
const figures = await bench()
const rounded = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(4))]))
for (const [key, value] of Object.entries(rounded)) process.stdout.write(`${key.padEnd(28)} ${value}\n`)
process.stdout.write(`load ${loadavg()[0]!.toFixed(1)}\n`)
if (options.includes('--json')) process.stdout.write(`${JSON.stringify({ bench: name, figures: rounded })}\n`)
process.exit(0)

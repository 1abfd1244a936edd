// npm run test:mutants [-- <part of a name>]: takes down one wall at a time, in a copy of the sources, and runs the tests that must
// notice. The self-test at start is not part of them, so each wall is proved by a test of its own. Ends with 1 when nothing notices.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MUTANTS, type Mutant } from './mutants/mutants'

const COPIED = ['lib', 'prisma', 'scripts', 'messages', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'prisma.config.ts']
const LINKED = ['node_modules', 'generated']

interface Report {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

function prepareCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'rowhouse-mutants-'))
  for (const name of LINKED) symlinkSync(join(process.cwd(), name), join(root, name))
  return root
}

function refill(root: string): void {
  for (const name of COPIED) {
    rmSync(join(root, name), { recursive: true, force: true })
    cpSync(name, join(root, name), { recursive: true })
  }
  mkdirSync(join(root, '.data'), { recursive: true })
}

function plant(root: string, { name, file, changes, also }: Mutant): void {
  for (const place of [{ file, changes }, ...(also ? [also] : [])]) change(root, name, place)
}

function change(root: string, name: string, { file, changes }: Pick<Mutant, 'file' | 'changes'>): void {
  const path = join(root, file)
  let text = readFileSync(path, 'utf8')
  for (const [from, to] of changes) {
    const changed = typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to)
    if (changed === text) throw new Error(`${name}: ${file} has changed, and what this mutant replaces is not there any more: ${from}`)
    text = changed
  }
  writeFileSync(path, text)
}

function run(root: string, { suite, red, green }: Mutant): Map<string, string> {
  const literal = (title: string) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const titles = [...red, green].map(literal).join('|')
  const report = join(root, 'report.json')
  rmSync(report, { force: true })
  const options = [
    'run',
    suite,
    '-t',
    `^(${titles})$`,
    '--reporter=json',
    `--outputFile=${report}`,
    '--testTimeout=30000',
    '--hookTimeout=60000',
  ]
  const { stdout, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'node_modules/vitest/vitest.mjs'), ...options], {
    cwd: root,
    encoding: 'utf8',
    timeout: 180_000,
  })
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    return new Map(testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName, status }) => [fullName, status])))
  } catch {
    throw new Error(`the tests did not run:\n${stdout.slice(-2_000)}${stderr.slice(-2_000)}`)
  }
}

/** Empty when the wall is proved. */
function faults(mutant: Mutant | undefined, results: Map<string, string>, { red, green }: Mutant): string[] {
  const wanted = new Map([...red.map((title) => [title, mutant ? 'failed' : 'passed'] as const), [green, 'passed'] as const])
  return [...wanted]
    .filter(([title, status]) => results.get(title) !== status)
    .map(([title, status]) => `${title}: ${results.get(title) ?? 'not found'}, not ${status}`)
}

const only = process.argv.slice(2)
const chosen = MUTANTS.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
const root = prepareCopy()
let failures = 0
try {
  for (const mutant of chosen) {
    refill(root)
    plant(root, mutant)
    const missing = faults(mutant, run(root, mutant), mutant)
    process.stdout.write(`${missing.length === 0 ? 'caught ' : 'MISSED '} ${mutant.name}\n`)
    for (const title of missing.length === 0 ? mutant.red : missing) process.stdout.write(`        ${title}\n`)
    failures += missing.length === 0 ? 0 : 1
  }
  // Control: with all walls up the same tests are green.
  refill(root)
  for (const suite of new Set(chosen.map((mutant) => mutant.suite))) {
    const all = chosen.filter((mutant) => mutant.suite === suite)
    const together: Mutant = { ...all[0]!, red: [...new Set(all.flatMap(({ red, green }) => [...red, green]))] }
    const red = faults(undefined, run(root, together), together)
    process.stdout.write(`${red.length === 0 ? 'green  ' : 'RED    '} ${suite} with all walls up\n`)
    for (const title of red) process.stdout.write(`        ${title}\n`)
    failures += red.length
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
process.stdout.write(`${chosen.length - failures} of ${chosen.length} walls are proved\n`)
process.exit(failures === 0 ? 0 : 1)

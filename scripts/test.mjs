// `npm test`: everything, from a fresh clone. Its last line is `N passed, N failed`, summed over the suites; a step that fails
// without tests of its own (lint, types, build) counts as one failure, and so does a test that is skipped. --full adds long forms.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateIfStale } from './start/generate-if-stale.mjs'
import { install, isInstalled } from './start/install.mjs'

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))
const isFull = process.argv.includes('--full')
const reports = resolve('test-results', 'reports')
const begun = performance.now()
const shares = []
const totals = { passed: 0, failed: 0 }
let running
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exit(130)
  })
}
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const bin = (path) => [process.execPath, join('node_modules', path)]
const vitest = (name, ...args) => [
  ...bin('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report(name)}`,
  ...args,
]

const isReady =
  (await step('install', async () => isInstalled() || (await install(join(reports, 'install.log'))) || true)) &&
  (await step('generate', async () => generateIfStale() || true))
if (isReady) {
  await step('lint', () => run(bin('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings', '.']))
  const browser = await step('browser', async () => (await import('./ensure-browser.mjs')).ensureBrowser())
  const isBuilt = await step('build', () => run([process.execPath, 'scripts/build.mjs']))
  await step('types', () => run(bin('typescript/bin/tsc'), ['--noEmit'])) // after the build, which writes the types of routes
  await suite('unit and database', vitest('vitest'), { TZ: 'Asia/Seoul' })
  await suite('unit, Los Angeles', vitest('vitest-los-angeles', '--exclude=**/*.db.test.ts'), { TZ: 'America/Los_Angeles' })
  if (isBuilt) {
    await suite('start', vitest('start', '--config=e2e/start/vitest.config.ts'))
    if (browser) {
      const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report('playwright'), CHROMIUM_PATH: browser }
      await suite(
        'browser tests',
        [...bin('@playwright/test/cli.js'), 'test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
        env,
      )
    }
  }
}

const total = performance.now() - begun
console.log(`\n${'share of time'.padEnd(20)} ${seconds(total)}`)
for (const { name, milliseconds, isGood } of shares) {
  console.log(
    `${isGood ? '✓' : '✗'} ${name.padEnd(18)} ${seconds(milliseconds).padStart(8)} ${`${Math.round((milliseconds / total) * 100)} %`.padStart(5)}`,
  )
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 ? 1 : 0)

/** A step without tests: its result, or null when it failed, which counts as one failure. */
async function step(name, work) {
  const start = performance.now()
  console.log(`\n── ${name}`)
  let result = null
  try {
    result = await work()
    if (typeof result === 'string' && name === 'install') throw new Error(result)
  } catch (error) {
    console.error(error.message)
    totals.failed++
    result = null
  }
  shares.push({ name, milliseconds: performance.now() - start, isGood: result !== null })
  return result
}

/** A step whose tests are counted from its JSON report; one that fails without a failed test counts as a failure too. */
async function suite(name, command, env = {}) {
  const start = performance.now()
  console.log(`\n── ${name}`)
  const isGreen = await run(command, [], env).catch(() => false)
  const counted = count(env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? command.find((part) => part.startsWith('--outputFile.json='))?.slice(18))
  const failed = counted.failed === 0 && !isGreen ? 1 : counted.failed
  totals.passed += counted.passed
  totals.failed += failed
  shares.push({ name: `${name} (${counted.passed})`, milliseconds: performance.now() - start, isGood: failed === 0 })
}

function count(file) {
  let found
  try {
    found = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1 } // a suite that leaves no report has not run
  }
  const [passed, failed, skipped] = found.stats
    ? [found.stats.expected, found.stats.unexpected + found.stats.flaky + found.errors.length, found.stats.skipped]
    : [found.numPassedTests, found.numFailedTests + brokenFiles(found), found.numPendingTests + found.numTodoTests]
  if (skipped > 0) console.error(`${skipped} tests were skipped, which counts as failed: a check that does not run protects nothing.`)
  return { passed, failed: failed + skipped }
}

/** Test files that could not even be loaded: they have no failed test in the report. */
function brokenFiles(found) {
  return found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'))
    .length
}

function run([program, ...first], more = [], env = {}) {
  return new Promise((done, fail) => {
    running = spawn(program, [...first, ...more], {
      stdio: 'inherit',
      env: { ...process.env, ...(isFull && { ROWHOUSE_FULL_TESTS: '1' }), NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    running.once('error', fail)
    running.once('exit', (code) => (code === 0 ? done(true) : fail(new Error(`ended with code ${code}`))))
  })
}

function report(name) {
  return join(reports, `${name}.json`)
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

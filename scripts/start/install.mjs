// node_modules as the lock file says. Plain Node: it runs before there is any package.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const MARKER = join('node_modules', '.rowhouse-lock')

function lockHash() {
  return createHash('sha256').update(readFileSync('package-lock.json')).update(`${process.platform} ${process.arch}`).digest('hex')
}

export function isInstalled() {
  try {
    if (existsSync(MARKER)) return readFileSync(MARKER, 'utf8') === lockHash()
    // Installed by hand: npm writes this file last, so it is newer than the lock file it followed.
    if (statSync(join('node_modules', '.package-lock.json')).mtimeMs < statSync('package-lock.json').mtimeMs) return false
    note()
    return true
  } catch {
    return false
  }
}

/** Returns null, or words about what went wrong. A signal to this process ends npm too. */
export async function install(logFile) {
  const log = openSync(logFile, 'w')
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  // npm waits five minutes for a registry that has gone silent; one is plenty, and it tries again by itself.
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--fetch-timeout=60000']
  const child = spawn(npm[0], [...npm.slice(1), ...flags], {
    stdio: ['ignore', log, log],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: '' },
  })
  const end = () => {
    child.kill('SIGKILL')
    process.exit(130)
  }
  for (const signal of SIGNALS) process.on(signal, end)
  const [status, error] = await new Promise((done) => {
    child.once('error', (cause) => done([null, cause]))
    child.once('exit', (code) => done([code, null]))
  })
  for (const signal of SIGNALS) process.off(signal, end)
  closeSync(log)
  if (error?.code === 'ENOENT') return 'There is no npm on this machine; it comes with Node, see https://nodejs.org'
  if (status !== 0) {
    // npm says the cause first, then lists every option it has.
    const said = readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('npm error'))
    return `The packages could not be installed (npm ci). It said:\n${said.slice(0, 12).join('\n')}\n\nAll of it: ${logFile}`
  }
  note()
  return null
}

function note() {
  try {
    writeFileSync(MARKER, lockHash())
  } catch {
    // read-only, as in an image: the comparison of times is made again next time
  }
}

// `npm start` and `npm run dev`. Plain Node without a single package, because nothing may be installed yet: it checks what the
// machine must have, installs, and hands over to start/up.ts in this same process, which then is the only supervisor.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstalled } from './start/install.mjs'
import { runningSupervisor } from './start/supervisor-note.mjs'

const GIB = 1024 ** 3
const NODE_MIN = [20, 19]
const startedAt = performance.now()
const parent = process.ppid // npm's shell may be gone when we look again
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isDev = process.argv.includes('--dev')
process.chdir(root)

/** Ends with words for a person: what is wrong and what to do. No stack. */
function stop(words) {
  console.error(`\n✗ ${words}\n`)
  process.exit(1)
}

const unknown = process.argv.slice(2).filter((argument) => argument !== '--dev')
if (unknown.length > 0)
  stop(`${unknown.join(' ')} is not known here. npm start takes no argument; settings are variables, such as PORT=4000 npm start.`)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
  stop(
    `Node ${process.versions.node} is too old: Rowhouse needs ${NODE_MIN.join('.')} or newer; 24 is the one we recommend. See https://nodejs.org`,
  )
}

const port = Number(process.env.PORT || 3000)
if (!Number.isInteger(port) || port < 1 || port > 65535) stop(`PORT=${process.env.PORT} is not a port: a number from 1 to 65535.`)

const dataDir = resolve(process.env.DATA_DIR || '.data')
makeFolder(dataDir)
makeFolder(join(dataDir, 'run'))
makeFolder(join(dataDir, 'logs'))
if (!isInstalled()) mustBeWritable(root)

const free = statfsSync(dataDir)
if (free.bavail * free.bsize < 1.5 * GIB) {
  stop(
    `Only ${gib(free.bavail * free.bsize)} are free where ${dataDir} lies; Rowhouse needs 1.5 GiB. Free some, or set DATA_DIR to a folder on another disk.`,
  )
}
const memory = usableMemory()
if (memory < 1.5 * GIB) stop(`This machine offers ${gib(memory)} of memory; Rowhouse needs 1.5 GiB or more.`)

const running = runningSupervisor(dataDir)
if (running)
  stop(
    `Rowhouse is running already: ${running.url ?? `process ${running.pid}`} (stop it with Ctrl-C where it was started, or: kill ${running.pid}).`,
  )
if (!(await isPortFree(port))) {
  stop(
    `Port ${port} is taken by another program. Choose another one: PORT=${port === 3000 ? 4000 : port + 1} npm ${isDev ? 'run dev' : 'start'}`,
  )
}

if (!isInstalled()) await installOrStop()
try {
  await import('tsx')
} catch {
  await installOrStop() // a node_modules that somebody emptied by hand
  await import('tsx')
}
const { up } = await import('./start/up.ts')
await up({ isDev, startedAt, parent })

async function installOrStop() {
  console.log('… installing packages (the first time takes about a minute)')
  const begun = performance.now()
  const trouble = await install(join(dataDir, 'logs', 'install.log'))
  if (trouble) stop(trouble)
  console.log(`✓ packages installed (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
}

function makeFolder(path) {
  try {
    // Not `recursive`: Node would try for ever where the system says that there is no such place, as under /proc.
    if (!existsSync(dirname(path))) makeFolder(dirname(path))
    if (!existsSync(path)) mkdirSync(path, 0o755)
    mustBeWritable(path)
  } catch (error) {
    stop(`The folder ${path} cannot be made (${error.code}). Set DATA_DIR to a folder that you may write to.`)
  }
}

function mustBeWritable(path) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    stop(
      `There is no permission to write to ${path}. Start Rowhouse as its owner (uid ${statSync(path).uid}), or change the owner: sudo chown -R "$(id -un)" ${path}`,
    )
  }
}

/** What the container allows, where there is one; what the machine has, otherwise. */
function usableMemory() {
  const limits = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'].map((path) => {
    try {
      return Number(readFileSync(path, 'utf8')) || Number.POSITIVE_INFINITY // 'max' means no limit
    } catch {
      return Number.POSITIVE_INFINITY
    }
  })
  return Math.min(totalmem(), ...limits)
}

function gib(bytes) {
  return `${(bytes / GIB).toFixed(1)} GiB`
}

/** Looks for a few seconds: after kill -9 of a supervisor its processes hold the port until they notice. */
async function isPortFree(number) {
  for (let tries = 0; tries < 20; tries++) {
    const isFree = await new Promise((tell) => {
      const probe = createServer()
      probe.once('error', (error) => {
        if (error.code === 'EACCES') stop(`Port ${number} is for root alone on this machine. Choose one above 1023: PORT=4000 npm start`)
        tell(false)
      })
      probe.listen({ port: number, host: '0.0.0.0', exclusive: true }, () => probe.close(() => tell(true)))
    })
    if (isFree) return true
    await new Promise((wake) => setTimeout(wake, 100))
  }
  return false
}

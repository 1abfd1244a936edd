// What a page and an API read cost, over a bare page and a bare handler in the same build behind the same proxy.ts: a copy of the
// sources with two routes more is built and served by one web process, with Meridian's 17,000 people imported by the product itself.
// CPU is the web process's own, read from the system; requests a second with 8 connections, times with one.
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { median } from './measure/alternate'
import { openPagesWorld, type PagesWorld } from './measure/pages-world'

const ROUNDS = 5
const CONNECTIONS = 8
const REQUESTS = 160
const ALONE = 40
/** In the units of /proc/<pid>/stat, which are a hundredth of a second on every Linux. */
const TICK_MS = 10

type Target = { path: string; host: string; headers: Record<string, string> }
type Round = { cpuMs: number; rps: number; p50: number; p99: number }

export default async function pages(): Promise<Record<string, number>> {
  const world = await openPagesWorld()
  try {
    const targets = targetsOf(world)
    await matchSizes(world, targets)
    const rounds = Object.fromEntries(Object.keys(targets).map((name) => [name, [] as Round[]]))
    for (const target of Object.values(targets)) await load(world, target, CONNECTIONS, REQUESTS) // warm
    for (let round = 0; round < ROUNDS; round++) {
      const names = Object.keys(targets)
      for (let k = 0; k < names.length; k++) {
        const name = names[(k + round) % names.length]!
        rounds[name]!.push(await measure(world, targets[name]!))
      }
    }
    const of = (name: string, key: keyof Round) => median(rounds[name]!.map((each) => each[key]))
    return {
      peopleListCpuOverBarePage: of('peopleList', 'cpuMs') / of('barePage', 'cpuMs'),
      apiReadCpuOverBareHandler: of('apiRead', 'cpuMs') / of('bareHandler', 'cpuMs'),
      ...Object.fromEntries(
        Object.keys(targets).flatMap((name) => (['rps', 'p50', 'p99', 'cpuMs'] as const).map((key) => [`${name}_${key}`, of(name, key)])),
      ),
      people: world.people,
      samples: ROUNDS * REQUESTS,
    }
  } finally {
    await world.close()
  }
}

function targetsOf({ slug, cookie, apiKey }: PagesWorld): Record<string, Target> {
  const host = `${slug}.localhost`
  const signedIn = { cookie }
  return {
    signIn: { path: '/sign-in', host, headers: {} },
    dashboard: { path: '/', host, headers: signedIn },
    peopleList: { path: '/people', host, headers: signedIn },
    apiRead: { path: '/api/v1/people?limit=50', host, headers: { authorization: `Bearer ${apiKey}` } },
    barePage: { path: '/bench-bare', host: 'localhost', headers: {} },
    bareHandler: { path: '/api/bench-bare', host, headers: {} },
  }
}

/** The bare ones answer with as many bytes as what they are compared with. */
async function matchSizes(world: PagesWorld, targets: Record<string, Target>): Promise<void> {
  for (const [bare, real] of [
    ['barePage', 'peopleList'],
    ['bareHandler', 'apiRead'],
  ] as const) {
    const wanted = await sizeOf(world, targets[real]!)
    const path = targets[bare]!.path
    const at = async (bytes: number) => sizeOf(world, { ...targets[bare]!, path: `${path}?bytes=${bytes}` })
    const [empty, some] = [await at(0), await at(10_000)]
    const bytes = Math.round(((wanted - empty) * 10_000) / (some - empty)) // text appears twice in a page: as HTML and in its data
    targets[bare] = { ...targets[bare]!, path: `${path}?bytes=${bytes}` }
    const found = await at(bytes)
    if (Math.abs(found / wanted - 1) > 0.05) throw new Error(`${bare} answers ${found} bytes, ${real} ${wanted}`)
  }
}

async function sizeOf(world: PagesWorld, target: Target): Promise<number> {
  const { latency, ...result } = await load(world, target, 1, 1)
  if (result['2xx'] !== 1) throw new Error(`${target.path}: ${JSON.stringify(result.statusCodeStats)}`)
  return result.throughput.total
}

async function measure(world: PagesWorld, target: Target): Promise<Round> {
  const alone = await load(world, target, 1, ALONE)
  const before = cpuTicks(world.webPid)
  const busy = await load(world, target, CONNECTIONS, REQUESTS)
  const cpuMs = ((cpuTicks(world.webPid) - before) * TICK_MS) / REQUESTS
  if (busy['2xx'] !== REQUESTS) throw new Error(`${target.path}: ${JSON.stringify(busy.statusCodeStats)}`)
  return { cpuMs, rps: REQUESTS / busy.seconds, p50: alone.latency.p50, p99: alone.latency.p99 }
}

/** `seconds` until the last answer: autocannon's own duration is rounded up to a whole second. */
async function load(
  { port }: PagesWorld,
  { path, host, headers }: Target,
  connections: number,
  amount: number,
): Promise<autocannon.Result & { seconds: number }> {
  const startedAt = performance.now()
  let endedAt = startedAt
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    headers: { ...headers, host: `${host}:${port}` },
    connections,
    amount,
    timeout: 60,
    setupClient: (client) =>
      client.on('response', () => {
        endedAt = performance.now()
      }),
  })
  return { ...result, seconds: (endedAt - startedAt) / 1000 }
}

function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return Number(fields[11]) + Number(fields[12]) // utime and stime
}

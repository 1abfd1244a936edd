// Quiet tenants' reads while one tenant floods, in the built product with one web process: with the limits and pools that tenants
// have, and with none of them. The flood is a closed loop of 16 connections; the quiet ones read one after the other.
import autocannon from 'autocannon'
import { createApiKey, PERMISSIONS, systemPrincipal } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { createTenant, setTenantLimits, unscopedSetResourcePool } from '@/lib/lifecycle'
import { isOver, watchOperation } from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { openPagesWorld, type PagesWorld } from './measure/pages-world'

const ROUNDS = 5
const QUIET = 4
const SECONDS = 5
const PAUSE_MS = 20
const FLOOD_CONNECTIONS = 16
const bench = systemPrincipal('bench')
const OURS = { requestsPerSecond: 50, concurrentQueries: 10 }
const NONE = { requestsPerSecond: 100_000, concurrentQueries: 10_000 }

type Neighbour = { slug: string; key: string }
type Round = { times: number[]; errors: number }

export default async function neighbour(): Promise<Record<string, number>> {
  const world = await openPagesWorld()
  try {
    const quiet: Neighbour[] = []
    for (let n = 0; n < QUIET; n++) quiet.push(await quietTenant(`quiet-${n}`))
    const flooderId = await idOf(world)
    await listen(world, quiet, 2) // warm
    const rounds = { idle: [] as Round[], limited: [] as Round[], unlimited: [] as Round[] }
    let [served, refused, seconds] = [0, 0, 0]
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of ['idle', 'limited', 'unlimited'] as const) {
        await setTenantLimits(bench, { tenantId: flooderId, limits: kind === 'limited' ? OURS : NONE })
        await unscopedSetResourcePool(bench, {
          key: 'shared',
          percent: 100,
          floor: kind === 'limited' ? 2 : 1,
          ceiling: kind === 'limited' ? 8 : 200,
        })
        await new Promise((resolve) => setTimeout(resolve, 1000)) // every process has heard of it
        const flooding = kind === 'idle' ? null : flood(world)
        rounds[kind].push(await listen(world, quiet, SECONDS))
        const result = await flooding
        if (kind !== 'limited' || !result) continue
        served += result['2xx']
        refused += result.statusCodeStats?.['429']?.count ?? 0
        seconds += result.duration
      }
    }
    const p99 = (kind: keyof typeof rounds) =>
      at(
        rounds[kind].flatMap(({ times }) => times),
        0.99,
      )
    const p50 = (kind: keyof typeof rounds) =>
      at(
        rounds[kind].flatMap(({ times }) => times),
        0.5,
      )
    const errors = (kind: keyof typeof rounds) => rounds[kind].reduce((sum, round) => sum + round.errors, 0)
    return {
      quietP99Ratio: p99('limited') / p99('idle'),
      quietP99Ratio_unlimited: p99('unlimited') / p99('idle'),
      quietErrors: errors('limited'),
      flooderServed: served / seconds,
      flooderRefusedShare: refused / (served + refused),
      ...Object.fromEntries(
        (['idle', 'limited', 'unlimited'] as const).flatMap((kind) => [
          [`${kind}_p50`, p50(kind)],
          [`${kind}_p99`, p99(kind)],
        ]),
      ),
      samples: rounds.limited.reduce((sum, { times }) => sum + times.length, 0),
    }
  } finally {
    await world.close()
  }
}

async function quietTenant(slug: string): Promise<Neighbour> {
  const { tenant, operation } = await createTenant(bench, { name: slug, slug, ownerEmail: 'owner@example.com', ownerName: 'Olive Owner' })
  for await (const view of watchOperation(operation.id))
    if (isOver(view) && view.state !== 'succeeded') throw new Error(`${slug} did not open`)
  const db = await openTenantById(tenant.id)
  await db.employee.createMany({
    data: Array.from({ length: 200 }, (_, n) => ({
      ...{ id: newId(), number: String(n), firstName: `First${n}`, lastName: `Last${n}`, title: 'Clerk', hiredOn: new Date('2020-01-01') },
    })),
  })
  const { key } = await createApiKey(db, bench, { name: 'bench', permissions: PERMISSIONS })
  return { slug, key }
}

async function idOf({ slug }: PagesWorld): Promise<string> {
  return (await getTenant(slug)).id
}

/** Each quiet tenant reads a page of its people, waits a moment, and reads again. */
async function listen({ port }: PagesWorld, quiet: readonly Neighbour[], seconds: number): Promise<Round> {
  const round: Round = { times: [], errors: 0 }
  const ends = performance.now() + seconds * 1000
  await Promise.all(
    quiet.map(async ({ slug, key }) => {
      while (performance.now() < ends) {
        const start = performance.now()
        const response = await fetch(`http://${slug}.localhost:${port}/api/v1/people?limit=50`, {
          headers: { authorization: `Bearer ${key}` },
        })
        await response.arrayBuffer()
        round.times.push(performance.now() - start)
        if (!response.ok) round.errors++
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }),
  )
  return round
}

function flood({ port, slug, apiKey }: PagesWorld): Promise<autocannon.Result> {
  return autocannon({
    url: `http://127.0.0.1:${port}/api/v1/people?limit=50`,
    headers: { authorization: `Bearer ${apiKey}`, host: `${slug}.localhost:${port}` },
    connections: FLOOD_CONNECTIONS,
    duration: SECONDS,
    workers: 1,
  })
}

const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

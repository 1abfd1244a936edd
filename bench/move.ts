// What a move costs, for each of the sixteen pairs of patterns: its copy over one binary COPY from the same place into a table with the
// same indexes, and how long writes wait at the cutover under 100 writes a second; then the log of acknowledged writes against the
// rows. A worker in a process of its own would share these two cores too, so this one works beside the writers.
import { systemPrincipal } from '@/lib/auth'
import { findPlacement } from '@/lib/catalog'
import { getMove, startMove } from '@/lib/lifecycle'
import { EVERY_PAIR, startWriter, untilOver } from '@/lib/lifecycle/move/testing/move-lab'
import { median } from './measure/alternate'
import { openMoveWorld } from './measure/move-world'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const ROWS = Number(process.env.BENCH_ROWS ?? 100_000)
const SMALL_ROWS = 17_000
const [WRITERS, WRITES_PER_SECOND] = [4, 100]
const operator = systemPrincipal('bench')

export default async function move(): Promise<Record<string, number>> {
  const world = await openMoveWorld()
  const large = await world.addTenant(ROWS)
  const small = await world.addTenant(SMALL_ROWS)
  const moveTo = async (tenantId: string, [toPattern, server]: (typeof EVERY_PAIR)[number]) => {
    const toServerId = world.servers[server]
    const { id } = await startMove(operator, { tenantId, toPattern, toServerId, method: 'online', keepHours: 0 })
    const view = await untilOver(id)
    if (view.state !== 'succeeded') throw new Error(`to ${toPattern}: ${JSON.stringify(view.error)}`)
    const { from, to, facts } = await getMove(operator, id)
    return { pair: `${from.pattern}To${to.pattern[0]!.toUpperCase()}${to.pattern.slice(1)}`, view, facts }
  }

  const copies: Record<string, { floor: number; copy: number }[]> = {}
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of EVERY_PAIR) {
      const floor = (ROWS / (await world.copyOnce(large))) * 1000
      const { pair, view, facts } = await moveTo(large, way)
      const copy = ((facts.rowsCopied ?? 0) / view.steps.find(({ name }) => name === 'copy')!.milliseconds!) * 1000
      copies[pair] = [...(copies[pair] ?? []), { floor, copy }]
    }
  }
  const ratioOf = (samples: { floor: number; copy: number }[]) =>
    median(samples.map(({ copy }) => copy)) / median(samples.map(({ floor }) => floor))
  const ratios = Object.fromEntries(Object.entries(copies).map(([pair, samples]) => [`${pair}_copyOverPsql`, ratioOf(samples)]))
  const all = Object.values(copies).flat()

  const writer = startWriter(small, WRITERS, (WRITERS * 1000) / WRITES_PER_SECOND)
  const pauses: number[] = []
  for (let round = 0; round < 2; round++) for (const way of EVERY_PAIR) pauses.push((await moveTo(small, way)).facts.pauseMs!)
  await writer.stop()
  const { lost, extra } = await writer.compare(SMALL_ROWS)
  const { epoch } = (await findPlacement(small))!
  await world.close()
  return {
    ...ratios,
    copyOverPsql_min: Math.min(...Object.values(ratios)),
    copyRowsPerSecond: median(all.map(({ copy }) => copy)),
    psqlRowsPerSecond: median(all.map(({ floor }) => floor)),
    pauseMedian: median(pauses),
    pauseWorst: Math.max(...pauses),
    acknowledged: writer.acknowledged.length,
    failed: writer.failures.length,
    lost,
    extra,
    pairs: Object.keys(copies).length,
    moves: epoch - 1,
    rows: ROWS,
    samples: ROUNDS,
  }
}

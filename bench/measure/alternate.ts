export type Variants = Record<string, () => Promise<unknown>>

export interface Timing {
  /** Median over all slices, in milliseconds an operation. */
  readonly milliseconds: number
  readonly operations: number
}

const ROUNDS = 5
const SLICES = 12

/**
 * Five alternating rounds: within each, every variant runs in short slices, in an order that shifts from slice to slice, so that a
 * load that comes and goes meets all of them alike. What is compared are medians of one run.
 */
export async function alternate(variants: Variants, concurrency: number, callsPerSlice: number): Promise<Record<string, Timing>> {
  const names = Object.keys(variants)
  const slices: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
  for (const name of names) await slice(variants[name]!, concurrency, callsPerSlice) // warm
  for (let turn = 0; turn < ROUNDS * SLICES; turn++) {
    for (let k = 0; k < names.length; k++) {
      const name = names[(k + turn) % names.length]!
      slices[name]!.push(await slice(variants[name]!, concurrency, callsPerSlice))
    }
  }
  const operations = ROUNDS * SLICES * callsPerSlice
  return Object.fromEntries(names.map((name) => [name, { milliseconds: median(slices[name]!), operations }]))
}

async function slice(run: () => Promise<unknown>, concurrency: number, calls: number): Promise<number> {
  let left = calls
  const start = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await run()
    }),
  )
  return (performance.now() - start) / calls
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** At most `most` round steps between `low` and `high`, ends not included where they would touch the frame. */
export function roundTicks(low: number, high: number, most: number): number[] {
  const span = high - low
  if (!(span > 0)) return []
  const raw = span / most
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => span / size <= most) ?? 10 * power
  const ticks: number[] = []
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) if (value > low) ticks.push(Number(value.toPrecision(12)))
  return ticks
}

/** Every nth label, counted from the end, so that the last one always shows. */
export function sparseTicks<T>(labels: readonly T[], most: number): T[] {
  const every = Math.max(1, Math.ceil(labels.length / most))
  return labels.filter((_, index) => (labels.length - 1 - index) % every === 0)
}

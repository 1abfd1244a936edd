const STEPS = [1, 2, 5]

/**
 * Round positions on an axis from 0 to `end`, at most `most` of them, 0 included and the end itself left out: the end stands on
 * the axis with its own exact number.
 */
export function axisTicks(end: number, most = 4): number[] {
  if (!(end > 0)) return [0]
  for (let magnitude = 10 ** Math.floor(Math.log10(end) - 1); ; magnitude *= 10) {
    for (const step of STEPS) {
      const size = step * magnitude
      // A tick closer to the end than half a step would be printed over the end's own number.
      const count = Math.floor((end - size / 2) / size) + 1
      if (count <= most) return Array.from({ length: Math.max(count, 1) }, (_, index) => Number((index * size).toPrecision(6)))
    }
  }
}

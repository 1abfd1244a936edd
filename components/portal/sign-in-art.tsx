/** What fills the right half of the sign-in page: grown from the tenant's mark, drawn in the colour that reads on its brand. */
const KINDS = {
  globe: meridians,
  wave: meridians,
  feather: strands,
  leaf: strands,
  peak: strands,
  berries: dots,
  grid: dots,
  spark: dots,
} as const
const ALL = [meridians, strands, dots]

export function SignInArt({ mark, seed }: { mark: string; seed: string }) {
  const draw =
    KINDS[mark as keyof typeof KINDS] ?? ALL[[...seed].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % ALL.length]!
  return (
    <svg
      viewBox="0 0 860 940"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: numbers of our own
      dangerouslySetInnerHTML={{ __html: draw() }}
    />
  )
}

const series = (length: number, draw: (index: number) => string) => Array.from({ length }, (_, index) => draw(index)).join('')
const line = (opacity: number, width: number) =>
  `fill="none" stroke="currentColor" stroke-opacity="${opacity.toFixed(3)}" stroke-width="${width}"`

function meridians(): string {
  const ellipses = series(11, (i) => `<ellipse cx="430" cy="470" rx="${40 + 52 * i}" ry="520" ${line(0.34 - 0.022 * i, 1.2)}/>`)
  const parallels = series(
    9,
    (i) => `<path d="M-140 ${22 + 112 * i}q570 ${(4 - i) * 38} 1140 0" ${line(0.26 - 0.03 * Math.abs(i - 4), 1.2)}/>`,
  )
  return ellipses + parallels
}

function strands(): string {
  return series(34, (i) => {
    const from = `${-70 + 20 * i} 880`
    const first = `${120 + 20 * i} ${690 - 5 * i}`
    const second = `${130 + 23 * i} ${470 - 9 * i}`
    const to = `${260 + 20 * i} ${150 + 9 * Math.abs(17 - i)}`
    return `<path d="M${from}C${first} ${second} ${to}" ${line(0.1 + 0.22 * Math.sin((Math.PI * i) / 33), 1.4)}/>`
  })
}

function dots(): string {
  const rows = series(9, (row) =>
    series(row + 1, (column) => {
      const opacity = 0.07 + 0.035 * ((row - column) % 6)
      return `<circle cx="${430 - 41 * row + 82 * column}" cy="${130 + 70 * row}" r="${33 - 3 * (row % 3)}" fill="currentColor" fill-opacity="${opacity.toFixed(3)}"/>`
    }),
  )
  return `${rows}<path d="M430 760V940" stroke="currentColor" stroke-opacity=".3" stroke-width="10" stroke-linecap="round"/>`
}

import { html } from '../html'
import { roundTicks, sparseTicks } from './scale'

export type HeadcountPoint = { label: string; joined: number; left: number; headcount: number }
export type HeadcountProps = {
  points: HeadcountPoint[]
  locale: string
  words: { label: string; headcount: string; joined: string; left: string }
}

/** Pixels: of the largest bar, of the air above the bars, of the line's own air, and of the years below. */
const [BAR, AIR, TOP, AXIS] = [44, 16, 16, 36]

/**
 * People over time, and under it on the same axis who joined and who left. Drawn on the server: it is there with the page's first paint,
 * costs no script, and tells its numbers under the pointer by style alone. A table beside it has them for everybody else.
 */
export function HeadcountChart({ points, locale, words, height }: HeadcountProps & { height: number }) {
  const last = points.at(-1)
  if (!last) return null
  const number = new Intl.NumberFormat(locale)
  const high = Math.max(1, ...points.map(({ headcount }) => headcount)) * 1.05
  const moved = Math.max(1, ...points.flatMap(({ joined, left }) => [joined, left]))
  const room = BAR / moved
  const mostLeft = Math.max(0, ...points.map(({ left }) => left))
  const bars = AIR + BAR + room * mostLeft
  const labels = points.map(({ label }) => label)
  const [wide, narrow] = [new Set(sparseTicks(labels, 9)), new Set(sparseTicks(labels, 5))]
  const y = (value: number) => (100 * (1 - value / high)).toFixed(2)
  const line = points.map(({ headcount }, index) => `${index + 0.5},${y(headcount)}`).join(' ')
  const end = `${points.length - 0.5},100 0.5,100`

  const drawing = html`<div class="hc-line" style="height:${height - bars - AXIS}px;padding-top:${TOP}px"><div><svg viewBox="0 0 ${points.length} 100" preserveAspectRatio="none">${roundTicks(0, high, 3).map((tick) => html`<line x1="0" x2="${points.length}" y1="${y(tick)}" y2="${y(tick)}"/>`)}<polygon points="${line} ${end}"/><polyline points="${line}"/></svg>${roundTicks(0, high, 3).map((tick) => html`<span style="bottom:${100 - Number(y(tick))}%">${number.format(tick)}</span>`)}<b style="top:${y(last.headcount)}%;left:${(100 * (points.length - 0.5)) / points.length}%">${number.format(last.headcount)}</b></div></div><div class="hc-moves" style="height:${bars}px"><i style="top:${AIR + BAR}px"></i><span style="top:${AIR + BAR / 2}px">${words.joined}</span>${mostLeft > 0 && html`<span style="top:${AIR + BAR + 8}px">${words.left}</span>`}</div><div class="hc-columns">${points.map(
    (point) =>
      html`<div><i style="bottom:${AXIS + room * mostLeft}px;height:${room * point.joined}px"></i><i class="hc-left" style="top:${height - AXIS - room * mostLeft}px;height:${room * point.left}px"></i>${wide.has(point.label) && html`<span${!narrow.has(point.label) && html` class="only-desk"`}>${point.label}</span>`}<div class="pop"><small>${point.label}</small><b>${words.headcount} ${number.format(point.headcount)}</b><em>${words.joined} ${number.format(point.joined)} · ${words.left} ${number.format(point.left)}</em></div></div>`,
  )}</div>`
  return (
    <figure
      className="headcount"
      role="img"
      aria-label={words.label}
      style={{ height }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: html`` escapes every value
      dangerouslySetInnerHTML={{ __html: drawing.text }}
    />
  )
}

/** A line of one number over time, as plain SVG from the server. */
export function Sparkline({ values, from, to, label }: { values: number[]; from: string; to: string; label: string }) {
  const high = Math.max(...values)
  const low = Math.min(0, ...values)
  const x = (index: number) => 4 + (230 * index) / Math.max(1, values.length - 1)
  const y = (value: number) => 66 - (53 * (value - low)) / (high - low || 1)
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  return (
    <svg className="chart mt-3.5" viewBox="0 0 240 84" role="img" aria-label={label}>
      <line x1="4" x2="236" y1="66" y2="66" stroke="var(--line2)" />
      <polyline points={points} fill="none" stroke="var(--fill)" strokeWidth="2" strokeLinejoin="round" />
      <text x="4" y="81">
        {from}
      </text>
      <text x="236" y="81" textAnchor="end">
        {to}
      </text>
    </svg>
  )
}

/** As small as a word, in a table's cell; the number stands beside it. */
export function TinyLine({ values, high, tone = 'var(--fill)' }: { values: number[]; high: number; tone?: string }) {
  const points = values
    .map(
      (value, index) => `${((96 * index) / Math.max(1, values.length - 1)).toFixed(1)},${(20.5 - (18.5 * value) / (high || 1)).toFixed(1)}`,
    )
    .join(' ')
  return (
    <svg width="96" height="22" viewBox="0 0 96 22" aria-hidden="true" className="block">
      <polyline points={points} fill="none" stroke={tone} strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  )
}

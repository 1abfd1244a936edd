/**
 * One number over time as a flat area, plain SVG from the server: the last value stands at its end, and the same numbers are a table
 * below for whoever wants them exactly or cannot see the picture.
 */
export function LoadChart({
  points,
  label,
  ticks,
  words,
}: {
  points: { label: string; value: number; text: string }[]
  label: string
  /** First, middle and last, below the axis. */
  ticks: [string, string, string]
  words: { asTable: string; when: string; what: string }
}) {
  const high = Math.max(1, ...points.map(({ value }) => value))
  const x = (index: number) => (points.length === 1 ? 600 : (600 * index) / (points.length - 1))
  const y = (value: number) => 96 - (84 * value) / high
  const line = points.map(({ value }, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  return (
    <figure>
      <svg className="op-load" viewBox="0 0 600 98" preserveAspectRatio="none" role="img" aria-label={label}>
        {[12, 54].map((at) => (
          <line key={at} x1="0" x2="600" y1={at} y2={at} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
        ))}
        <polygon
          points={`0,96 ${points.length === 1 ? `0,${y(points[0]!.value)} ` : ''}${line} 600,96`}
          fill="var(--fill2)"
          opacity="0.45"
        />
        <polyline points={line} fill="none" stroke="var(--fill)" strokeWidth="2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        <line x1="0" x2="600" y1="96" y2="96" stroke="var(--line2)" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="op-axis">
        {ticks.map((tick, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place
          <span key={index}>{tick}</span>
        ))}
      </div>
      <details className="op-as-table">
        <summary>{words.asTable}</summary>
        <table className="table dense">
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col" className="n">
                {words.what}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <td>{point.label}</td>
                <td className="n">{point.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

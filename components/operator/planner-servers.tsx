export interface PlannerDot {
  id: string
  name: string
  region: string
  /** 0 to 1 and more. */
  before: number
  chosen: number
  beforeWord: string
  afterWord: string
  label: string
}

const WIDTH = 260
const at = (share: number) => 4 + Math.min(share, 1) * (WIDTH - 8)

/** Every server now (a ring) and after the moves (a dot) on one scale, with the threshold dashed. */
export function PlannerServers({
  dots,
  target,
  words,
}: {
  dots: PlannerDot[]
  target: number
  words: { title: string; now: string; after: string; note: string }
}) {
  return (
    <section>
      <div className="row mb-1.5">
        <h2>{words.title}</h2>
        <span className="flex-1" />
        <span className="row gap-1.5 text-12 text-ink-3">
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="4" fill="none" stroke="var(--ink3)" strokeWidth="1.5" />
          </svg>
          {words.now}
        </span>
        <span className="row gap-1.5 text-12 text-ink-3">
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="4.5" fill="var(--brick)" />
          </svg>
          {words.after}
        </span>
      </div>
      <ul className="op-dots">
        {dots.map((dot) => (
          <li key={dot.id}>
            <span className="min-w-0">
              <b className="mono block truncate">{dot.name}</b>
              <span className="text-12 text-ink-3">{dot.region}</span>
            </span>
            <svg viewBox={`0 0 ${WIDTH} 30`} role="img" aria-label={dot.label}>
              <line x1="0" x2={WIDTH} y1="15" y2="15" stroke="var(--line)" />
              <line x1={at(target)} x2={at(target)} y1="3" y2="27" stroke="var(--ink3)" strokeDasharray="2 3" />
              <line x1={at(dot.before)} x2={at(dot.chosen)} y1="15" y2="15" stroke="var(--brick)" strokeWidth="2" />
              <circle cx={at(dot.before)} cy="15" r="4" fill="var(--surface)" stroke="var(--ink3)" strokeWidth="1.5" />
              <circle cx={at(dot.chosen)} cy="15" r="4.5" fill="var(--brick)" />
            </svg>
            <span className="text-right text-ink-3 tabular-nums" aria-hidden="true">
              {dot.beforeWord}
            </span>
            <span className="text-right tabular-nums" aria-hidden="true">
              {dot.afterWord}
            </span>
          </li>
        ))}
      </ul>
      <p className="help mt-2">{words.note}</p>
    </section>
  )
}

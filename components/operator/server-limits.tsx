import { Fullness } from './servers-table'

export interface LimitLine {
  key: string
  name: string
  /** '12 of 50', or what there is where there is no limit. */
  value: string
  /** 0 to 1 and more; null where there is no limit or the server does not tell. */
  share: number | null
  label: string
}

/** Each hard limit with what there is of it. */
export function ServerLimits({ title, note, lines }: { title: string; note: string; lines: LimitLine[] }) {
  return (
    <section>
      <h2 className="mb-1!">{title}</h2>
      <p className="mb-2.5 text-12 text-ink-3">{note}</p>
      <ul className="op-limits">
        {lines.map((line) => (
          <li key={line.key}>
            <span>{line.name}</span>
            {line.share === null ? <span /> : <Fullness share={line.share} />}
            <span className="text-right tabular-nums">{line.value}</span>
            {line.share === null ? null : <span className="sr-only">{line.label}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Icon } from '@/components/ui'

export interface HealthLine {
  key: string
  tone: 'ok' | 'bad' | 'quiet'
  name: string
  isMono?: boolean
  note: string
  value: string
}

/** Parts of the service, each with its sign of life. */
export function HealthList({ title, lines, nothing }: { title: string; lines: HealthLine[]; nothing?: string }) {
  return (
    <section>
      <h2 className="mb-1!">{title}</h2>
      {lines.length === 0 ? <p className="text-bad">{nothing}</p> : null}
      <ul className="op-health">
        {lines.map((line) => (
          <li key={line.key}>
            {line.tone === 'quiet' ? (
              <Icon name="pause" className="text-ink-3" />
            ) : (
              <Icon name={line.tone === 'ok' ? 'circle-check' : 'circle-x'} className={line.tone === 'ok' ? 'text-ok' : 'text-bad'} />
            )}
            <span className="min-w-0">
              <b className={line.isMono ? 'mono' : 'font-medium'}>{line.name}</b>
              {line.note ? <span className="block text-12 text-ink-3">{line.note}</span> : null}
            </span>
            <span className={line.tone === 'bad' ? 'text-bad' : 'text-ink-2 tabular-nums'}>{line.value}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

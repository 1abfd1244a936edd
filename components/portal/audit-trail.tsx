import { Empty, Icon, Pager, TableScroll } from '@/components/ui'

export type AuditTrailProps = {
  rows: { id: string; moment: string; who: string; what: string; about: string; request: string; isSealed: boolean }[]
  olderHref: string | null
  newestHref: string | null
  words: Record<
    | 'title'
    | 'sentence'
    | 'moment'
    | 'who'
    | 'what'
    | 'about'
    | 'request'
    | 'sealed'
    | 'unsealed'
    | 'nothing'
    | 'pages'
    | 'older'
    | 'newest',
    string
  >
}

export function AuditTrail({ rows, olderHref, newestHref, words }: AuditTrailProps) {
  return (
    <>
      <header className="px-6 pt-5 pb-4 phone:p-4">
        <h1>{words.title}</h1>
        <p className="text-ink-2">{words.sentence}</p>
      </header>
      {rows.length === 0 ? (
        <Empty icon="scroll-text" title={words.nothing} />
      ) : (
        <TableScroll label={words.title} className="border-t border-line">
          <table className="table dense listing">
            <thead>
              <tr>
                <th scope="col">{words.moment}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.about}</th>
                <th scope="col">{words.request}</th>
                <th scope="col">
                  <span className="sr-only">{words.sealed}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="text-ink-2 tabular-nums">{row.moment}</td>
                  <td>{row.who}</td>
                  <td className="font-medium">{row.what}</td>
                  <td className="text-ink-2">{row.about}</td>
                  <td className="mono text-ink-3">{row.request}</td>
                  <td className="text-12 text-ink-3">
                    <Icon name={row.isSealed ? 'lock' : 'clock'} size="s" /> {row.isSealed ? words.sealed : words.unsealed}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {(olderHref || newestHref) && (
        <Pager
          range=""
          previousHref={newestHref}
          nextHref={olderHref}
          words={{ label: words.pages, previous: words.newest, next: words.older }}
        />
      )}
    </>
  )
}

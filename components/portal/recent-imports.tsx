import { State } from '@/components/ui'

export type RecentImportsProps = {
  rows: { id: string; when: string; state: string; tone: 'ok' | 'info' | 'bad' | 'quiet'; result: string }[]
  words: { title: string; when: string; state: string; result: string }
  importPath?: string
}

export function RecentImports({ rows, words, importPath = '/import' }: RecentImportsProps) {
  if (rows.length === 0) return null
  return (
    <section className="mt-10" aria-labelledby="recent">
      <h2 id="recent" className="mb-1">
        {words.title}
      </h2>
      <table className="table dense flush max-w-[720px]">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="tabular-nums">
                <a className="link" href={`${importPath}/${row.id}`}>
                  {row.when}
                </a>
              </td>
              <td>
                <State tone={row.tone}>{row.state}</State>
              </td>
              <td className="text-ink-2 tabular-nums">{row.result}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

import { Icon, Table, Th } from '@/components/ui'
import { PhoneLine } from './phone-line'
import { When } from './when'

export interface AuditRow {
  id: string
  when: { iso: string; text: string; exact: string }
  who: string
  whoKind: string
  what: string
  whom: string
  whomKind: string
  detail: string
  isSealed: boolean
}

/** A trail, newest first: who did what to what, and whether the row is sealed. */
export function AuditTable({
  rows,
  heads,
  words,
}: {
  rows: AuditRow[]
  heads: Record<'when' | 'who' | 'what' | 'whom' | 'detail' | 'seal', string>
  words: { sealed: string; unsealed: string }
}) {
  return (
    <div className="op-bleed">
      <Table isDense>
        <thead>
          <tr>
            <Th sorted="descending">{heads.when}</Th>
            <Th className="wide-only">{heads.who}</Th>
            <Th>{heads.what}</Th>
            <Th className="wide-only">{heads.whom}</Th>
            <Th className="wide-only w-full">{heads.detail}</Th>
            <Th className="wide-only">{heads.seal}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="text-ink-3">
                <When moment={row.when} />
              </td>
              <td className="wide-only">
                {row.who} <span className="only-desk text-12 text-ink-3">{row.whoKind.slice(0, 13)}</span>
              </td>
              <td className="op-grow">
                <span className="mono">{row.what}</span>
                <PhoneLine>{row.who}</PhoneLine>
              </td>
              <td className="wide-only">
                <span className="text-ink-3">{row.whomKind}</span>{' '}
                <span title={row.whom}>{row.whom.length > 24 ? `…${row.whom.slice(-12)}` : row.whom}</span>
              </td>
              <td className="wide-only max-w-0 truncate text-12 text-ink-2" title={row.detail}>
                {row.detail}
              </td>
              <td className="wide-only text-12">
                {row.isSealed ? (
                  <span className="row gap-1 text-ok">
                    <Icon name="shield-check" size="s" />
                    {words.sealed}
                  </span>
                ) : (
                  <span className="text-ink-3">{words.unsealed}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

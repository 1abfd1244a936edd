import { State, Table, Th } from '@/components/ui'
import type { MoveView } from './move-look'
import { type Pattern, PatternLabel } from './pattern-glyph'
import { RowKeys } from './row-keys'
import { When } from './when'

type Place = { pattern: Pattern; kept: string; server: string }
export interface TenantMoveRow {
  id: string
  phase: MoveView['phase']
  phaseWord: string
  from: Place
  to: Place
  rows: string
  pause: string
  when: { iso: string; text: string; exact: string }
}

/** The moves of one tenant, newest first; each opens its page. */
export function TenantMoves({
  rows,
  heads,
}: {
  rows: TenantMoveRow[]
  heads: Record<'state' | 'from' | 'to' | 'rows' | 'pause' | 'when', string>
}) {
  return (
    <RowKeys>
      <div className="op-bleed">
        <Table isDense>
          <thead>
            <tr>
              <Th>{heads.state}</Th>
              <Th className="wide-only">{heads.from}</Th>
              <Th>{heads.to}</Th>
              <Th isNumber className="wide-only">
                {heads.rows}
              </Th>
              <Th isNumber>{heads.pause}</Th>
              <Th isNumber className="wide-only" sorted="descending">
                {heads.when}
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-href={`/operations/${row.id}`} className="op-opens">
                <td>
                  <a href={`/operations/${row.id}`}>
                    <State
                      tone={row.phase === 'done' ? 'ok' : row.phase === 'aborted' ? 'quiet' : 'info'}
                      icon={row.phase === 'done' ? 'circle-check' : row.phase === 'aborted' ? 'undo-2' : 'activity'}
                    >
                      {row.phaseWord}
                    </State>
                  </a>
                </td>
                <td className="wide-only">
                  <PlaceCell {...row.from} />
                </td>
                <td>
                  <PlaceCell {...row.to} />
                </td>
                <td className="n wide-only">{row.rows}</td>
                <td className="n">{row.pause}</td>
                <td className="n wide-only text-ink-3">
                  <When moment={row.when} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </RowKeys>
  )
}

function PlaceCell({ pattern, kept, server }: Place) {
  return (
    <span className="row">
      <PatternLabel pattern={pattern} label={kept} />
      <span className="mono only-desk text-ink-3">{server}</span>
    </span>
  )
}

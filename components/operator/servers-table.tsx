import { State, Table, Th } from '@/components/ui'
import { RowKeys } from './row-keys'

export interface ServerRow {
  name: string
  region: string
  state: 'preparing' | 'ready' | 'draining'
  stateWord: string
  level: string
  databases: string
  tenants: string
  /** Of the fullest limit, 0 to 1 and more. */
  full: number
  fullWord: string
  /** null: nobody has looked yet. */
  isAnswering: boolean | null
  health: string
}

/** One row a server; the whole row opens it. */
export function ServersTable({
  rows,
  heads,
}: {
  rows: ServerRow[]
  heads: Record<'name' | 'state' | 'level' | 'databases' | 'tenants' | 'full' | 'health', string>
}) {
  return (
    <RowKeys>
      <div className="op-bleed">
        <Table isDense>
          <thead>
            <tr>
              <Th>{heads.name}</Th>
              <Th>{heads.state}</Th>
              <Th className="wide-only">{heads.level}</Th>
              <Th isNumber className="wide-only">
                {heads.databases}
              </Th>
              <Th isNumber>{heads.tenants}</Th>
              <Th className="wide-only">{heads.full}</Th>
              <Th className="wide-only">{heads.health}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} data-href={`/servers/${row.name}`} className="op-opens">
                <td className="op-grow">
                  <span className="op-name">
                    <a className="mono" href={`/servers/${row.name}`}>
                      {row.name}
                    </a>
                    <span className="text-ink-3">{row.region}</span>
                  </span>
                </td>
                <td>
                  <State tone={row.state === 'ready' ? 'ok' : 'warn'}>{row.stateWord}</State>
                </td>
                <td className="wide-only text-ink-2">{row.level}</td>
                <td className="n wide-only">{row.databases}</td>
                <td className="n">{row.tenants}</td>
                <td className="wide-only">
                  <span className="op-fullness">
                    <Fullness share={row.full} />
                    <span className="tabular-nums">{row.fullWord}</span>
                  </span>
                </td>
                <td className="wide-only">
                  {row.isAnswering === null ? (
                    <span className="text-ink-3">{row.health}</span>
                  ) : (
                    <State tone={row.isAnswering ? 'ok' : 'bad'} icon={row.isAnswering ? undefined : 'circle-x'}>
                      {row.health}
                    </State>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </RowKeys>
  )
}

/** A bar for the eye; the figure stands beside it. */
export function Fullness({ share }: { share: number }) {
  const colour = share >= 0.9 ? 'var(--bad)' : share >= 0.75 ? 'var(--warnsolid, var(--warn))' : 'var(--brick)'
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${Math.min(share, 1) * 100}%`, background: colour }} />
    </span>
  )
}

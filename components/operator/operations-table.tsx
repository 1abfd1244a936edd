import { Table, Th } from '@/components/ui'
import type { OperationState as StateName } from './live-operation'
import { OperationState } from './operation-state'
import { PhoneLine } from './phone-line'
import { RowKeys } from './row-keys'
import { When } from './when'

export interface OperationRow {
  id: string
  kind: string
  tenant: { slug: string; name: string } | null
  noTenant: string
  state: StateName
  stateWord: string
  note: string
  by: string
  took: string
  when: { iso: string; text: string; exact: string }
}
type Heads = Record<'operation' | 'tenant' | 'state' | 'note' | 'by' | 'took' | 'when', string>

export function OperationsTable({
  rows,
  heads,
  hasTenant,
  hint,
}: {
  rows: OperationRow[]
  heads: Heads
  hasTenant: boolean
  hint: string
}) {
  return (
    <RowKeys>
      <div className="op-bleed">
        <Table isDense>
          <caption className="sr-only">{hint}</caption>
          <thead>
            <tr>
              <Th className="desk:min-w-36">{heads.operation}</Th>
              {hasTenant ? <Th className="wide-only min-w-40">{heads.tenant}</Th> : null}
              <Th className="desk:min-w-28">{heads.state}</Th>
              <Th className="wide-only w-full">{heads.note}</Th>
              <Th className="wide-only">{heads.by}</Th>
              <Th isNumber className="wide-only">
                {heads.took}
              </Th>
              <Th isNumber sorted="descending">
                {heads.when}
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-href={`/operations/${row.id}`} className="op-opens">
                <td className="op-grow font-medium">
                  <a href={`/operations/${row.id}`}>{row.kind}</a>
                  {hasTenant ? <PhoneLine>{row.tenant?.name ?? row.noTenant}</PhoneLine> : null}
                </td>
                {hasTenant ? (
                  <td className="wide-only">
                    {row.tenant ? (
                      <a href={`/tenants/${row.tenant.slug}`}>{row.tenant.name}</a>
                    ) : (
                      <span className="text-ink-3">{row.noTenant}</span>
                    )}
                  </td>
                ) : null}
                <td>
                  <OperationState state={row.state} word={row.stateWord} />
                </td>
                <td className="wide-only max-w-0 truncate text-ink-2">{row.note}</td>
                <td className="wide-only text-ink-2">{row.by}</td>
                <td className="n wide-only text-ink-2">{row.took}</td>
                <td className="n text-ink-3">
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

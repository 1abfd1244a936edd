import { Table } from '@/components/ui'
import type { OperationState } from './live-operation'
import { OperationIcon } from './operation-state'
import { When } from './when'

export interface OperationLine {
  id: string
  state: OperationState
  stateWord: string
  kind: string
  note: string
  took: string
  when: { iso: string; text: string; exact: string }
}
/** The last operations of one tenant, a line each. */
export function OperationLines({ lines, none }: { lines: OperationLine[]; none: string }) {
  if (lines.length === 0) return <p className="text-ink-3">{none}</p>
  return (
    <Table isDense>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="w-6 pl-0!">
              <OperationIcon state={line.state} />
              <span className="sr-only">{line.stateWord}</span>
            </td>
            <td className="pl-0! font-medium">
              <a href={`/operations/${line.id}`}>{line.kind}</a>
            </td>
            <td className="only-desk w-full max-w-0 truncate text-ink-2">{line.note}</td>
            <td className="n text-ink-3">{line.took}</td>
            <td className="n text-ink-3">
              <When moment={line.when} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

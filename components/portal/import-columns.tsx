import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'
import { TableScroll } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { ImportKind } from '@/lib/hr'
import type { ImportFileView } from './import-types'

type Props = {
  file: ImportFileView
  words: Record<'contains' | 'doNotImport' | 'guessed' | 'inFile' | 'inPortal' | 'remove', string>
  onKind: (kind: ImportKind) => void
  onField: (header: string, field: string | null) => void
  onRemove: () => void
}

/** One file: its columns with a sample value each, and what they mean here. */
export function ImportColumns({ file, words, onKind, onField, onRemove }: Props) {
  return (
    <section className="mt-6 border-t border-line pt-5" aria-label={file.name}>
      <div className="row mb-2 flex-wrap">
        <span className="chip">
          <Icon name="file-text" />
          {file.name} <em className="tabular-nums">{file.size}</em>
        </span>
        {file.problem === null && (
          <span className="row text-12 text-ink-3">
            <label htmlFor={`kind-${file.fileId}`}>{words.contains}</label>
            <Select
              id={`kind-${file.fileId}`}
              size="sm"
              className="w-36"
              value={file.kind}
              options={file.kinds}
              onChange={(event) => onKind(event.target.value as ImportKind)}
            />
          </span>
        )}
        <span className="flex-1" />
        <Button variant="ghost" size="sm" isIcon icon="x" aria-label={words.remove.replace('{name}', file.name)} onClick={onRemove} />
      </div>
      {file.problem !== null ? (
        <Notice tone="bad">{file.problem}</Notice>
      ) : (
        <TableScroll label={file.name}>
          <table className="table dense flush max-w-[720px]">
            <thead>
              <tr>
                <th scope="col">{words.inFile}</th>
                <th scope="col">{words.inPortal}</th>
              </tr>
            </thead>
            <tbody>
              {file.columns.map((column) => (
                <tr key={column.header}>
                  <td className="w-1/2 py-1">
                    <span className="mono">{column.header}</span>
                    <div className="max-w-64 truncate text-11 leading-[14px] text-ink-3">{column.sample}</div>
                  </td>
                  <td className="py-1">
                    <span className="row gap-1.5">
                      <Icon name="arrow-right" size="s" className="text-ink-3" />
                      <Select
                        size="sm"
                        className={column.field ? 'w-48' : 'w-48 text-ink-3'}
                        aria-label={column.header}
                        value={column.field ?? ''}
                        options={[{ value: '', label: words.doNotImport }, ...file.fields]}
                        onChange={(event) => onField(column.header, event.target.value || null)}
                      />
                      {column.isGuess && <Tag>{words.guessed}</Tag>}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}

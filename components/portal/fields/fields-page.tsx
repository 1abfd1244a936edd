'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import type { Option } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { Tag, type Tone } from '@/components/ui/tag'
import { Toaster, toast } from '@/components/ui/toast'
import type { CustomField, FieldEntity } from '@/lib/hr'
import type { FieldDialogProps } from './field-dialog'

type Answer<T = unknown> = Promise<{ ok: true; data: T } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
export type FieldRow = {
  field: CustomField
  name: string
  type: string
  access: string
  flags: { text: string; tone: Tone }[]
  values: number
  words: Record<'edit' | 'editTitle' | 'up' | 'down' | 'deleteTitle' | 'deleteValues' | 'deleteType', string>
}
export type FieldsPageProps = {
  lead: string
  sentence: string
  currency: string
  groups: { entity: FieldEntity; title: string; empty: string; fields: FieldRow[] }[]
  types: Option[]
  entities: Option[]
  accesses: Option[]
  actions: {
    create: (input: never) => Answer
    update: (input: { id: string; change: never }) => Answer<{ isBeingMadeReady: boolean }>
    order: (input: { ids: string[] }) => Answer
    remove: (input: { id: string; values: number }) => Answer
  }
  words: FieldDialogProps['words'] &
    Record<'title' | 'add' | 'archive' | 'restore' | 'archiveHelp' | 'archiveInstead' | 'delete' | 'deleteForGood' | 'messages', string>
}

const FieldDialog = dynamic(() => import('./field-dialog').then((module) => module.FieldDialog), { ssr: false })

/** The tenant's own fields, in the order in which people see them. */
export function FieldsPage(props: FieldsPageProps) {
  const { lead, sentence, groups, actions, words } = props
  const [opened, setOpened] = useState<{ row?: FieldRow }>()
  const [deleting, setDeleting] = useState<FieldRow>()
  const [failure, setFailure] = useState<string>()

  async function move(rows: FieldRow[], from: number, step: number) {
    const ids = rows.map(({ field }) => field.id)
    ids.splice(from + step, 0, ...ids.splice(from, 1))
    const others = groups.flatMap(({ fields }) => (fields === rows ? [] : fields.map(({ field }) => field.id)))
    const result = await actions.order({ ids: [...ids, ...others] })
    setFailure(result.ok ? undefined : result.message)
  }

  async function archive({ field }: FieldRow, isArchived: boolean) {
    const result = await actions.update({ id: field.id, change: { isArchived } as never })
    setFailure(result.ok ? undefined : result.message)
    if (result.ok) toast(words.saved)
  }

  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="flex-1" />
        <Button variant="solid" icon="plus" onClick={() => setOpened({})}>
          {words.add}
        </Button>
      </header>
      <p className="text-ink-2">{lead}</p>
      <p className="mb-6 text-ink-2">{sentence}</p>
      {failure && <Notice tone="bad">{failure}</Notice>}
      {groups.map(({ entity, title, empty, fields }) => (
        <section key={entity} className="mb-8 border-t border-line pt-6" aria-labelledby={`fields-${entity}`}>
          <h2 id={`fields-${entity}`} className="mb-3">
            {title}
          </h2>
          {fields.length === 0 && <p className="text-ink-3">{empty}</p>}
          <ol className="flex flex-col">
            {fields.map((row, index) => (
              <li key={row.field.id} className="row flex-wrap gap-2 border-b border-line py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="row flex-wrap gap-2 font-medium">
                    {row.name} <code className="mono text-12 font-normal text-ink-3">{row.field.key}</code>
                  </p>
                  <p className="text-12 text-ink-2">
                    {row.type} · {row.access}
                  </p>
                </div>
                {row.flags.map(({ text, tone }) => (
                  <Tag key={text} tone={tone}>
                    {text}
                  </Tag>
                ))}
                <span className="row gap-0.5">
                  <Button
                    variant="ghost"
                    size="sm"
                    isIcon
                    icon="arrow-up"
                    aria-label={row.words.up}
                    disabled={index === 0}
                    onClick={() => move(fields, index, -1)}
                  />
                  <Button
                    variant="ghost"
                    size="sm"
                    isIcon
                    icon="arrow-down"
                    aria-label={row.words.down}
                    disabled={index === fields.length - 1}
                    onClick={() => move(fields, index, 1)}
                  />
                  <Button variant="ghost" size="sm" isIcon icon="pencil" aria-label={row.words.edit} onClick={() => setOpened({ row })} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {opened && (
        <FieldDialog
          row={opened.row}
          currency={props.currency}
          types={props.types}
          entities={props.entities}
          accesses={props.accesses}
          onClose={() => setOpened(undefined)}
          onArchive={(row, isArchived) => {
            setOpened(undefined)
            void archive(row, isArchived)
          }}
          onDelete={(row) => {
            setOpened(undefined)
            setDeleting(row)
          }}
          actions={actions}
          words={words}
        />
      )}
      {deleting && (
        <DangerDialog
          isOpen
          onClose={() => setDeleting(undefined)}
          title={deleting.words.deleteTitle}
          consequences={[deleting.words.deleteValues, words.deleteForGood]}
          confirmWith={deleting.values > 0 ? deleting.field.key : undefined}
          words={{ confirm: words.delete, cancel: words.cancel, typeToConfirm: deleting.words.deleteType }}
          milder={
            !deleting.field.isArchived && (
              <Button
                onClick={() => {
                  void archive(deleting, true)
                  setDeleting(undefined)
                }}
              >
                {words.archiveInstead}
              </Button>
            )
          }
          onConfirm={async () => {
            const result = await actions.remove({ id: deleting.field.id, values: deleting.values })
            return result.ok ? undefined : result.message
          }}
        />
      )}
      <Toaster label={words.messages} />
    </div>
  )
}

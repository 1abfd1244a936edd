'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { Notice } from '@/components/ui/panel'
import { Popover } from '@/components/ui/popover'
import { Toaster, toast } from '@/components/ui/toast'
import type { PeopleColumnKey } from '@/lib/hr'

type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }
export type KeptView = { id: string; name: string; isShared: boolean }
export type PeopleToolsProps = {
  columns: { key: PeopleColumnKey; label: string; isShown: boolean }[]
  /** What is shown, for a view to keep. */
  query: object
  /** The view that is open and may be changed by this reader. */
  view?: KeptView
  mayShare: boolean
  downloadHref: string
  actions: {
    setColumns: (columns: PeopleColumnKey[]) => Promise<{ ok: true } | Failure>
    saveView: (input: {
      id?: string
      name: string
      isShared: boolean
      query: object
      columns: PeopleColumnKey[]
    }) => Promise<{ ok: true; data: { id: string } } | Failure>
    deleteView: (input: { id: string }) => Promise<{ ok: true } | Failure>
  }
  words: Record<
    | 'columns'
    | 'download'
    | 'saveView'
    | 'viewMenu'
    | 'update'
    | 'rename'
    | 'remove'
    | 'saveTitle'
    | 'renameTitle'
    | 'name'
    | 'share'
    | 'shareHelp'
    | 'save'
    | 'cancel'
    | 'saved'
    | 'messages',
    string
  >
}

/** Columns, the list as a file, and views: a name for what is shown. */
export function PeopleTools(props: PeopleToolsProps) {
  const { columns, query, view, downloadHref, actions, words } = props
  const router = useRouter()
  const [shown, setShown] = useState(() => columns.filter(({ isShown }) => isShown).map(({ key }) => key))
  const [naming, setNaming] = useState<{ view?: KeptView }>()

  async function choose(key: PeopleColumnKey, isShown: boolean) {
    const next = columns.map((column) => column.key).filter((each) => (each === key ? isShown : shown.includes(each)))
    setShown(next)
    if (view) await actions.saveView({ ...view, query, columns: next })
    else await actions.setColumns(next)
  }

  async function remove(id: string) {
    const result = await actions.deleteView({ id })
    if (result.ok) router.push('/people')
  }

  async function update(known: KeptView) {
    const result = await actions.saveView({ ...known, query, columns: shown })
    if (result.ok) toast(words.saved)
  }

  return (
    <span className="people-tools">
      {view && (
        <Menu
          trigger={
            <Button variant="ghost" iconEnd="chevron-down">
              {words.viewMenu}
            </Button>
          }
          items={[
            { label: words.update, icon: 'check', onSelect: () => void update(view) },
            { label: words.rename, icon: 'pencil', onSelect: () => setNaming({ view }) },
            { label: words.remove, icon: 'trash-2', isDanger: true, onSelect: () => void remove(view.id) },
          ]}
        />
      )}
      <Button variant="ghost" icon="plus" onClick={() => setNaming({})}>
        {words.saveView}
      </Button>
      <Popover label={words.columns} trigger={<Button icon="columns-3">{words.columns}</Button>}>
        <div className="flex flex-col gap-2 p-1">
          {columns.map(({ key, label }) => (
            <Checkbox key={key} label={label} checked={shown.includes(key)} onChange={(event) => choose(key, event.target.checked)} />
          ))}
        </div>
      </Popover>
      <a className={buttonClass({ isIcon: true })} href={downloadHref} download aria-label={words.download}>
        <Icon name="download" />
      </a>
      {naming && <NameDialog {...props} {...naming} columns={shown} onClose={() => setNaming(undefined)} />}
      <Toaster label={words.messages} />
    </span>
  )
}

type NameProps = Omit<PeopleToolsProps, 'columns'> & { columns: PeopleColumnKey[]; onClose: () => void }

function NameDialog({ view, query, columns, mayShare, actions, words, onClose }: NameProps) {
  const router = useRouter()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setIsShared] = useState(view?.isShared ?? false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const error = failure?.fieldErrors?.name

  async function save() {
    setIsBusy(true)
    const result = await actions.saveView({ id: view?.id, name, isShared, query, columns })
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    toast(words.saved)
    onClose()
    if (!view) router.push(`/people?saved=${result.data.id}`)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={view ? words.renameTitle : words.saveTitle}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="view" variant="solid" isBusy={isBusy} disabled={name.trim() === ''}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="view"
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field id="view-name" label={words.name} error={error}>
          <Input
            {...fieldProps('view-name', { error })}
            value={name}
            maxLength={60}
            autoFocus
            required
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {mayShare && (
          <Checkbox label={words.share} help={words.shareHelp} checked={isShared} onChange={(event) => setIsShared(event.target.checked)} />
        )}
        {failure && !error && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}

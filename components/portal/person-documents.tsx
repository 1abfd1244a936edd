'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { FileDrop } from '@/components/ui/file-drop'
import { Icon } from '@/components/ui/icon'

type Failure = { ok: false; message: string }
type At = { personId: string; documentId: string }
export type PersonDocumentsProps = {
  personId: string
  documents: { id: string; name: string; detail: string }[]
  mayWrite: boolean
  accept: string
  actions: {
    sign: (input: At) => Promise<{ ok: true; data: { token: string } } | Failure>
    remove: (input: At) => Promise<{ ok: true } | Failure>
  }
  words: Record<
    | 'title'
    | 'none'
    | 'add'
    | 'addHelp'
    | 'adding'
    | 'failed'
    | 'kind'
    | 'tooLarge'
    | 'open'
    | 'remove'
    | 'removeTitle'
    | 'removeText'
    | 'removeConfirm'
    | 'cancel',
    string
  >
}

/** Files about a person: each opens by a link of its own, for a minute and this session. */
export function PersonDocuments({ personId, documents, mayWrite, accept, actions, words }: PersonDocumentsProps) {
  const router = useRouter()
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [removing, setRemoving] = useState<{ id: string; name: string }>()

  async function upload(files: File[]) {
    setFailure(undefined)
    for (const file of files) {
      setBusy(file.name)
      const url = `/api/portal/documents?${new URLSearchParams({ person: personId, name: file.name })}`
      const answer = await fetch(url, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } }).catch(
        () => undefined,
      )
      const why = answer?.status === 415 ? words.kind : answer?.status === 413 ? words.tooLarge : words.failed
      if (!answer?.ok) setFailure(`${file.name}: ${why}`)
    }
    setBusy(undefined)
    router.refresh()
  }

  async function open(documentId: string) {
    setFailure(undefined)
    const result = await actions.sign({ personId, documentId })
    if (result.ok) location.assign(`/api/portal/documents/${result.data.token}`)
    else setFailure(result.message)
  }

  return (
    <section aria-labelledby="documents">
      <div className="row mb-2 gap-2">
        <h2 id="documents">{words.title}</h2>
        {documents.length > 0 && <span className="text-ink-3 tabular-nums">{documents.length}</span>}
      </div>
      {documents.length === 0 && <p className="mb-3 text-ink-3">{words.none}</p>}
      <ul className="mb-3">
        {documents.map(({ id, name, detail }) => (
          <li key={id} className="row min-h-10 gap-2.5 border-b border-line">
            <Icon name="file-text" className="text-ink-3" />
            <button
              type="button"
              className="min-w-0 flex-1 truncate text-left hover:underline"
              aria-label={words.open.replace('{name}', name)}
              onClick={() => open(id)}
            >
              {name}
            </button>
            <span className="text-12 text-ink-3 tabular-nums">{detail}</span>
            {mayWrite && (
              <Button
                variant="ghost"
                size="sm"
                isIcon
                icon="trash-2"
                aria-label={words.remove.replace('{name}', name)}
                onClick={() => setRemoving({ id, name })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <FileDrop
          label={busy ? words.adding.replace('{name}', busy) : words.add}
          help={words.addHelp}
          accept={accept}
          isMultiple
          isDisabled={busy !== undefined}
          onFiles={upload}
        />
      )}
      {failure && (
        <p className="help help-bad mt-2" role="alert">
          {failure}
        </p>
      )}
      {removing && (
        <DangerDialog
          isOpen
          onClose={() => setRemoving(undefined)}
          title={words.removeTitle.replace('{name}', removing.name)}
          consequences={[words.removeText]}
          words={{ confirm: words.removeConfirm, cancel: words.cancel }}
          onConfirm={async () => {
            const result = await actions.remove({ personId, documentId: removing.id })
            return result.ok ? undefined : result.message
          }}
        />
      )}
    </section>
  )
}

'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

export interface ServerCarefulProps {
  name: string
  address: string
  isDraining: boolean
  /** The first server and those of one tenant stay. */
  isRemovable: boolean
  tenants: number
}

/** Drain and its way back at one press; remove behind a dialog with the typed name. */
export function ServerCareful({
  name,
  address,
  isDraining,
  isRemovable,
  tenants,
  drain,
  remove,
}: ServerCarefulProps & {
  drain: Action<{ server: string; isDraining: boolean }>
  remove: Action<{ server: string; confirm: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function turn() {
    setIsBusy(true)
    const answer = await ask(drain, { server: name, isDraining: !isDraining }, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (!answer.ok) return
    toast(t(isDraining ? 'servers.undrained' : 'servers.drained', { name }), { icon: isDraining ? 'play' : 'pause' })
    router.refresh()
  }

  return (
    <section>
      <h2 className="mb-1!">{t('tenant.careful')}</h2>
      <p className="mb-2.5 text-12 text-ink-3">{t('servers.drainNote')}</p>
      <div className="flex flex-col gap-2">
        <Button isBlock icon={isDraining ? 'play' : 'pause'} isBusy={isBusy} onClick={turn}>
          {t(isDraining ? 'servers.undrain' : 'servers.drain')}
        </Button>
        {isDraining && tenants > 0 ? (
          <a className="btn btn-block" href={`/planner?kind=drain&server=${name}`}>
            {t('servers.plan')}
          </a>
        ) : null}
        {isRemovable ? (
          <Button ref={opener} isBlock icon="trash-2" variant="danger-quiet" onClick={() => setIsOpen(true)}>
            {t('servers.remove')}
          </Button>
        ) : null}
      </div>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      ) : null}
      <DangerDialog
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false)
          setTimeout(() => opener.current?.focus())
        }}
        title={t('servers.removeHeading', { name })}
        consequences={[t('servers.removeWhat', { name, address }), t('servers.removeUndo')]}
        confirmWith={name}
        words={{
          confirm: t('servers.removeDo', { name }),
          cancel: t('common.cancel'),
          typeToConfirm: <TypedWord t={t} message="tenant.type" word={name} />,
        }}
        onConfirm={async () => {
          const answer = await ask(remove, { server: name, confirm: name }, t('errors.network'))
          if (!answer.ok) return answer.message
          toast(t('servers.removed', { name }), { icon: 'trash-2' })
          router.push('/servers')
          return undefined
        }}
      />
    </section>
  )
}

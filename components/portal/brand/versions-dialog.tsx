'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import type { VersionRow } from './brand-types'
import { useBrandWords } from './words'

type Props = {
  isOpen: boolean
  onClose: () => void
  versions: VersionRow[]
  hasOlder: boolean
  /** Resolves to a message where it failed. */
  onRollBack: (version: number) => Promise<string | undefined>
}

export function VersionsDialog({ isOpen, onClose, versions, hasOlder, onRollBack }: Props) {
  const t = useBrandWords()
  const [busy, setBusy] = useState<number>()
  const [failure, setFailure] = useState<string>()
  async function back(version: number) {
    setBusy(version)
    setFailure(await onRollBack(version))
    setBusy(undefined)
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('history.title')}
      description={t('history.lead')}
      footer={<Button onClick={onClose}>{t('history.close')}</Button>}
    >
      {failure && <Notice tone="bad">{failure}</Notice>}
      <ol className="studio-versions">
        {versions.map(({ version, productName, brandColour, isLive, who, moment, rolledBackTo }) => (
          <li key={version}>
            <i style={{ background: brandColour }} />
            <span className="min-w-0 flex-1">
              <b>{t('history.version', { version })}</b> {productName} {isLive && <Tag tone="brand">{t('history.isLive')}</Tag>}
              <small>
                {t('history.by', { who, moment })}
                {rolledBackTo !== null && `, ${t('history.repeats', { version: rolledBackTo })}`}
              </small>
            </span>
            {!isLive && (
              <Button
                size="sm"
                icon="undo-2"
                isBusy={busy === version}
                aria-label={`${t('history.version', { version })}: ${t('history.back')}`}
                onClick={() => back(version)}
              >
                {t('history.back')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {hasOlder && (
        <a className="link" href="?versions=all">
          {t('history.older')}
        </a>
      )}
    </Dialog>
  )
}

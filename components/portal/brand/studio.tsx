'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Option } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import type { BrandFields, BrandSlot, Change, VersionRow } from './brand-types'
import { ColourSection } from './colour-section'
import { PictureSection } from './picture-section'
import { Preview } from './preview'
import { ShapeSection } from './shape-section'
import { useBrandAnswer } from './use-brand-answer'
import { VersionsDialog } from './versions-dialog'
import { WordSection } from './word-section'
import { type BrowserIntl, useBrandWords, Words } from './words'

type Answer = Promise<{ ok: true; data: unknown } | { ok: false; message: string }>
export type StudioProps = {
  live: { version: number; fields: BrandFields }
  liveText: string
  draft: BrandFields | null
  /** Names what the form starts from; it starts anew with another one. */
  draftId: string
  company: string
  host: string
  locale: 'en' | 'ko'
  peopleCount: number
  versions: VersionRow[]
  hasOlder: boolean
  fonts: Option[]
  fontFamilies: Record<string, string>
  marks: string[]
  radii: number[]
  slots: BrandSlot[]
  themeUrl: string
  uploadUrl: string
  intl: BrowserIntl
  actions: {
    publish: (input: { fields: BrandFields; basedOn: number }) => Answer
    save: (input: { fields: BrandFields }) => Answer
    discard: (input: Record<string, never>) => Answer
    rollBack: (input: { version: number }) => Answer
  }
}

const SAVE_AFTER_MILLISECONDS = 700

export function Studio({ intl, ...props }: StudioProps) {
  return (
    <Words intl={intl}>
      <Desk {...props} />
    </Words>
  )
}

/** Controls at the left, pages at the right. What is changed is a draft that is kept, until it is published or thrown away. */
function Desk({ live, liveText, draft, actions, ...props }: Omit<StudioProps, 'intl'>) {
  const t = useBrandWords()
  const [fields, setFields] = useState(draft ?? live.fields)
  const [isSaved, setIsSaved] = useState(draft !== null)
  const [busy, setBusy] = useState<'publish' | 'discard'>()
  const [failure, setFailure] = useState<string>()
  const [isHistory, setIsHistory] = useState(false)
  const answer = useBrandAnswer(props.themeUrl, fields)
  const changes = changesBetween(live.fields, fields)
  const isRefused = answer?.checks.some(({ suggestion }) => suggestion !== null) ?? false

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const change: Change = (part) => {
    const next = { ...fields, ...part }
    setFields(next)
    setIsSaved(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => setIsSaved((await actions.save({ fields: next })).ok), SAVE_AFTER_MILLISECONDS)
  }

  async function run(what: 'publish' | 'discard', work: () => Answer) {
    clearTimeout(timer.current)
    setBusy(what)
    setFailure(undefined)
    const result = await work()
    setBusy(undefined)
    if (!result.ok) setFailure(result.message)
    else if (what === 'discard') setFields(live.fields)
  }

  return (
    <div className="studio">
      <header className="studio-head">
        <h1>{t('title')}</h1>
        {changes > 0 && <Tag tone="warn">{t('draft', { count: changes })}</Tag>}
        <span className="studio-live" role="status">
          {changes > 0 && isSaved ? t('saved') : liveText}
        </span>
        <span className="flex-1" />
        <Button variant="ghost" icon="history" onClick={() => setIsHistory(true)}>
          {t('versions')}
        </Button>
        {changes > 0 && (
          <>
            <Button isBusy={busy === 'discard'} onClick={() => run('discard', () => actions.discard({}))}>
              {t('discard')}
            </Button>
            <Button
              variant="solid"
              isBusy={busy === 'publish'}
              disabled={isRefused}
              onClick={() => run('publish', () => actions.publish({ fields, basedOn: live.version }))}
            >
              {t('publish', { version: live.version + 1 })}
            </Button>
          </>
        )}
      </header>
      {failure && (
        <Notice tone="bad" className="m-4">
          {failure}
        </Notice>
      )}
      <div className="studio-body">
        <div className="studio-controls">
          <ColourSection fields={fields} answer={answer} change={change} />
          <ShapeSection
            fields={fields}
            fonts={props.fonts}
            radii={props.radii}
            marks={props.marks}
            colours={answer?.theme.light}
            change={change}
          />
          <PictureSection fields={fields} slots={props.slots} uploadUrl={props.uploadUrl} change={change} />
          <WordSection fields={fields} change={change} />
        </div>
        {answer && <Preview fields={fields} answer={answer} family={props.fontFamilies[fields.font] ?? 'Inter'} {...props} />}
      </div>
      <VersionsDialog
        isOpen={isHistory}
        onClose={() => setIsHistory(false)}
        versions={props.versions}
        hasOlder={props.hasOlder}
        onRollBack={async (version) => {
          const result = await actions.rollBack({ version })
          return result.ok ? undefined : result.message
        }}
      />
    </div>
  )
}

/** How many of the things that a tenant decides are not as they are shown. Empty and missing are the same. */
function changesBetween(live: BrandFields, draft: BrandFields): number {
  const flat = (fields: object): [string, unknown][] =>
    Object.entries(fields).flatMap(([key, value]) =>
      value && typeof value === 'object'
        ? flat(value).map(([inner, deep]): [string, unknown] => [`${key}.${inner}`, deep])
        : [[key, value || null]],
    )
  const [before, after] = [new Map(flat(live)), new Map(flat(draft))]
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => (before.get(key) ?? null) !== (after.get(key) ?? null)).length
}

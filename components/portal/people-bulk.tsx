'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { BulkDialogProps } from './people-bulk-dialog'

const BulkDialog = dynamic(() => import('./people-bulk-dialog').then((module) => module.BulkDialog), { ssr: false })

export type PeopleBulkProps = Omit<BulkDialogProps, 'kind' | 'onClose' | 'people' | 'count'> & {
  /** What the list shows: all that match are these people. */
  query: Record<string, unknown>
  total: number
  exportHref: string
  words: BulkDialogProps['words'] & Record<'selected' | 'all' | 'department' | 'manager' | 'export' | 'clear', string>
}

const BOXES = '#people [data-pick]'
const boxes = () => [...document.querySelectorAll<HTMLInputElement>(BOXES)]

/** The boxes of the rows, and the bar with what can be done with many. Shift takes a range, X the row that has the focus. */
export function PeopleBulk({ query, total, exportHref, ...props }: PeopleBulkProps) {
  const { words } = props
  const [picked, setPicked] = useState<string[]>([])
  const [isAll, setIsAll] = useState(false)
  const [kind, setKind] = useState<BulkDialogProps['kind']>()

  useEffect(() => {
    let last = -1
    const read = () => {
      const all = boxes()
      const ids = all.filter(({ checked }) => checked).map(({ dataset }) => dataset.pick!)
      for (const box of all) box.closest('tr')?.toggleAttribute('data-picked', box.checked)
      const head = document.querySelector<HTMLInputElement>('#people [data-pick-all]')
      if (head) {
        head.checked = ids.length > 0 && ids.length === all.length
        head.indeterminate = ids.length > 0 && ids.length < all.length
      }
      setPicked(ids)
      setIsAll(false)
    }
    const onClick = (event: MouseEvent) => {
      const box = event.target as HTMLInputElement
      const all = boxes()
      if (box.matches?.('#people [data-pick-all]')) for (const each of all) each.checked = box.checked
      else if (!box.matches?.(BOXES)) return
      else {
        const at = all.indexOf(box)
        if (event.shiftKey && last >= 0)
          for (const each of all.slice(Math.min(at, last), Math.max(at, last) + 1)) each.checked = box.checked
        last = at
      }
      read()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'x' || event.metaKey || event.ctrlKey || event.altKey) return
      document.activeElement?.closest('#people tbody tr')?.querySelector<HTMLInputElement>('[data-pick]')?.click()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nobody picked
  useEffect(() => clear(), [exportHref])

  function clear() {
    for (const box of boxes()) {
      box.checked = false
      box.closest('tr')?.removeAttribute('data-picked')
    }
    const head = document.querySelector<HTMLInputElement>('#people [data-pick-all]')
    if (head) head.checked = head.indeterminate = false
    setPicked([])
    setIsAll(false)
  }

  if (picked.length === 0) return null
  const count = isAll ? total : picked.length
  const ids = new URLSearchParams([...picked.map((id) => ['id', id]), ['status', 'all']])
  return (
    <>
      <section className="bulk-bar only-desk" aria-live="polite">
        <b className="tabular-nums">{words.selected.replace('{count}', count.toLocaleString(props.locale))}</b>
        {!isAll && total > picked.length && (
          <button type="button" className="underline underline-offset-3" onClick={() => setIsAll(true)}>
            {words.all.replace('{count}', total.toLocaleString(props.locale))}
          </button>
        )}
        <span className="bulk-line" />
        <Button variant="ghost" size="sm" icon="arrow-left-right" onClick={() => setKind('department')}>
          {words.department}
        </Button>
        <Button variant="ghost" size="sm" icon="user-cog" onClick={() => setKind('manager')}>
          {words.manager}
        </Button>
        <a className={buttonClass({ variant: 'ghost', size: 'sm' })} href={isAll ? exportHref : `/api/portal/csv/people?${ids}`} download>
          <Icon name="download" size="s" />
          {words.export}
        </a>
        <span className="bulk-line" />
        <Button variant="ghost" size="sm" isIcon icon="x" aria-label={words.clear} onClick={clear} />
      </section>
      {kind && (
        <BulkDialog
          {...props}
          kind={kind}
          count={count}
          people={isAll ? query : { id: picked, status: 'all' }}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  )
}

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { Icon } from './icon'

type Props = {
  range: ReactNode
  note?: ReactNode
  previousHref?: string | null
  nextHref?: string | null
  words: { label: string; previous: string; next: string }
  className?: string
}

/** Keyset: where one is, previous and next. There are no page numbers. */
export function Pager({ range, note, previousHref, nextHref, words, className }: Props) {
  const link = (href: string | null | undefined, rel: 'prev' | 'next', content: ReactNode) =>
    href ? (
      <a className={buttonClass({ size: 'sm' })} href={href} rel={rel}>
        {content}
      </a>
    ) : (
      <button type="button" className={buttonClass({ size: 'sm' })} disabled>
        {content}
      </button>
    )
  return (
    <nav className={clsx('pager', className)} aria-label={words.label}>
      <span className="tabular-nums">{range}</span>
      {note && <span className="only-desk text-ink-3">{note}</span>}
      <span className="flex-1" />
      {link(
        previousHref,
        'prev',
        <>
          <Icon name="chevron-left" size="s" />
          {words.previous}
        </>,
      )}
      {link(
        nextHref,
        'next',
        <>
          {words.next}
          <Icon name="chevron-right" size="s" />
        </>,
      )}
    </nav>
  )
}

import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon'

/** Text left, numbers right. Row height 40, or 36 when dense. Markup stays a real table. */
export function Table({ isDense, className, ...rest }: ComponentProps<'table'> & { isDense?: boolean }) {
  return <table className={clsx('table', isDense && 'dense', className)} {...rest} />
}

type ThProps = {
  isNumber?: boolean
  /** The arrow stands on the sorted column alone. */
  sorted?: 'ascending' | 'descending'
  href?: string
  className?: string
  children?: ReactNode
}

export function Th({ isNumber, sorted, href, className, children }: ThProps) {
  const label = (
    <>
      {children}
      {sorted && <Icon name={sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
    </>
  )
  return (
    <th scope="col" className={clsx(isNumber && 'n', className)} aria-sort={sorted}>
      {href ? <a href={href}>{label}</a> : label}
    </th>
  )
}

export function Td({ isNumber, className, ...rest }: ComponentProps<'td'> & { isNumber?: boolean }) {
  return <td className={clsx(isNumber && 'n', className)} {...rest} />
}

/** A table that is wider than a phone scrolls within its own place, by keyboard too; the page never scrolls sideways. */
export function TableScroll({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={clsx('scroll-table', className)} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}

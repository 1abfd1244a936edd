import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** A box, only for what can be acted on as one thing. No box in a box. */
export function Panel({
  title,
  actions,
  className,
  children,
}: {
  title?: ReactNode
  actions?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={clsx('panel', className)}>
      {title && (
        <div className="panel-head">
          <h2>{title}</h2>
          <span className="flex-1" />
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}

const NOTE_ICON = { neutral: 'info', info: 'info', ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-x' } as const

/** Stays where it happened. Failures are notices, never toasts. */
export function Notice({
  tone = 'neutral',
  icon,
  action,
  className,
  children,
}: {
  tone?: keyof typeof NOTE_ICON
  icon?: IconName
  action?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <div className={clsx('note', tone !== 'neutral' && `note-${tone}`, className)} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon ?? NOTE_ICON[tone]} />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}

/** What belongs here, and the first action. */
export function Empty({
  icon,
  title,
  actions,
  children,
}: {
  icon?: IconName
  title: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-[400px] flex-col items-center px-4 py-16 text-center">
      {icon && <Icon name={icon} size="l" className="mb-3 text-ink-3" />}
      <h2>{title}</h2>
      {children && <p className="mt-1 text-ink-2">{children}</p>}
      {actions && <div className="row mt-5 justify-center">{actions}</div>}
    </div>
  )
}

/** In the final shape of what comes; shows itself after 150 ms. */
export function Skeleton({ width, height = 12, className }: { width?: number | string; height?: number; className?: string }) {
  return <span className={clsx('skeleton', className)} style={{ width, height }} aria-hidden="true" />
}

/** Linear, measured, never backwards. Without a total it shows the counted rows and no bar. */
export function Progress({ done, total, label, text }: { done: number; total?: number; label: string; text: string }) {
  const share = total ? Math.min(1, done / total) : undefined
  return (
    <div>
      {share !== undefined && (
        <div
          className="bar"
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(share * 100)}
        >
          <span style={{ width: `${share * 100}%`, transition: 'width var(--mid) var(--ease)' }} />
        </div>
      )}
      <p className="help mt-1 tabular-nums">{text}</p>
    </div>
  )
}

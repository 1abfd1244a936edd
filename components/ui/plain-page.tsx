'use client'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** A page of one sentence: mark, sentence, one action, and the request's id. */
export function PlainPage({
  who,
  icon,
  title,
  actions,
  footStart,
  footEnd,
  children,
}: {
  who?: ReactNode
  icon: IconName
  title: ReactNode
  actions?: ReactNode
  footStart?: ReactNode
  footEnd?: ReactNode
  children?: ReactNode
}) {
  return (
    <main className="flex min-h-screen flex-col bg-surface">
      <header className="row gap-2.5 px-8 py-6 text-[15px] font-semibold phone:px-5">{who}</header>
      <div className="m-auto w-[min(440px,100%-40px)] pb-10">
        <div className="mb-5 grid size-11 place-items-center rounded-l bg-tint-2 text-brand-text">
          <Icon name={icon} size="l" />
        </div>
        <h1 className="mb-2 text-26 tracking-[-.022em]">{title}</h1>
        <div className="flex flex-col gap-2 text-14 leading-[23px] text-ink-2">{children}</div>
        {actions && <div className="row mt-6">{actions}</div>}
      </div>
      <footer className="flex px-8 py-6 text-12 text-ink-3 phone:px-5">
        {footStart}
        <span className="flex-1" />
        {footEnd}
      </footer>
    </main>
  )
}

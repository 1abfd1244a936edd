'use client'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import { type FormAction, useFormAction } from './action-state'

export type AccountCompanyProps = {
  isConnected: boolean
  problem?: string
  connect: FormAction
  words: Record<'title' | 'lead' | 'isConnected' | 'connect', string>
}

export function AccountCompany({ isConnected, problem, connect, words }: AccountCompanyProps) {
  const { message, submit, isBusy } = useFormAction(connect)
  const failure = message ?? problem
  return (
    <section className="border-t border-line py-6" aria-labelledby="company-account">
      <div className="row gap-2">
        <h2 id="company-account">{words.title}</h2>
        {isConnected && <Tag tone="ok">{words.isConnected}</Tag>}
      </div>
      <p className="mb-4 text-ink-2">{words.lead}</p>
      {failure && (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      )}
      <form action={submit} data-hard>
        <Button type="submit" icon="building-2" isBusy={isBusy}>
          {words.connect}
        </Button>
      </form>
    </section>
  )
}

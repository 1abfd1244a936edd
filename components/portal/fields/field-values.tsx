'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Toaster } from '@/components/ui/toast'
import type { ValuesDialogProps } from './values-dialog'

export type FieldValuesProps = Omit<ValuesDialogProps, 'onClose' | 'words'> & {
  facts: { name: string; text: string; isSet: boolean; href?: string }[]
  words: ValuesDialogProps['words'] & Record<'title' | 'edit', string>
}

const ValuesDialog = dynamic(() => import('./values-dialog').then((module) => module.ValuesDialog), { ssr: false })

/** What the tenant's own fields say of a person. */
export function FieldValues({ facts, words, ...dialog }: FieldValuesProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section aria-labelledby="field-values">
      <div className="row">
        <h2 id="field-values">{words.title}</h2>
        <span className="flex-1" />
        {dialog.inputs.length > 0 && (
          <Button variant="ghost" size="sm" icon="pencil" onClick={() => setIsOpen(true)}>
            {words.edit}
          </Button>
        )}
      </div>
      <dl className="kv mt-2.5">
        {facts.map(({ name, text, isSet, href }) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className={isSet ? 'truncate tabular-nums' : 'text-ink-3'}>
              {href ? (
                <a className="link" href={href} {...(href.startsWith('http') && { target: '_blank', rel: 'noreferrer noopener' })}>
                  {text}
                </a>
              ) : (
                text
              )}
            </dd>
          </div>
        ))}
      </dl>
      {isOpen && <ValuesDialog {...dialog} words={words} onClose={() => setIsOpen(false)} />}
      <Toaster label={words.title} />
    </section>
  )
}

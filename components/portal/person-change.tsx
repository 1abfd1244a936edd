'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Toaster } from '@/components/ui/toast'
import type { ChangeDialogProps } from './person-change-dialog'

export type ChangeKind = 'job' | 'pay' | 'leave' | 'rehire'
export type PersonChangeProps = Omit<ChangeDialogProps, 'kind' | 'onClose'> & { kinds: ChangeKind[] }

const ICONS = { job: 'arrow-left-right', pay: 'trending-up', leave: 'log-out', rehire: 'undo-2' } as const
const ChangeDialog = dynamic(() => import('./person-change-dialog').then((module) => module.PersonChangeDialog), { ssr: false })

/** What may be changed of a person from a day on; each opens a dialog of its own. */
export function PersonChange({ kinds, ...props }: PersonChangeProps) {
  const [kind, setKind] = useState<ChangeKind>()
  return (
    <>
      <Menu
        trigger={
          <Button variant="solid" iconEnd="chevron-down">
            {props.words.change}
          </Button>
        }
        items={kinds.map((each) => ({ label: props.words[each], icon: ICONS[each], onSelect: () => setKind(each) }))}
      />
      {kind && <ChangeDialog {...props} kind={kind} onClose={() => setKind(undefined)} />}
      <Toaster label={props.words.messages} />
    </>
  )
}

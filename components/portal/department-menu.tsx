'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Toaster } from '@/components/ui/toast'
import type { DepartmentActions, DepartmentFacts, DepartmentWords, Opened } from './department-dialogs'

const Dialogs = dynamic(() => import('./department-dialogs').then((module) => module.DepartmentDialogs), { ssr: false })

type Props = {
  listHref: string
  actions: DepartmentActions
  words: DepartmentWords & Record<'add' | 'edit' | 'mergeItem' | 'removeItem' | 'more' | 'messages', string>
}

/** A new department; or, beside one, what can be done with it. */
export function DepartmentMenu({ department, ...props }: Props & { department?: DepartmentFacts }) {
  const [opened, setOpened] = useState<Opened>()
  const { words } = props
  return (
    <>
      {department ? (
        <span className="row gap-2">
          <Button icon="pencil" onClick={() => setOpened({ kind: 'edit', department })}>
            {words.edit}
          </Button>
          <Menu
            trigger={<Button isIcon icon="ellipsis" aria-label={words.more.replace('{name}', department.name)} />}
            items={[
              { label: words.mergeItem, icon: 'layers', onSelect: () => setOpened({ kind: 'merge', department }) },
              ...(department.people === 0
                ? [
                    {
                      label: words.removeItem,
                      icon: 'trash-2' as const,
                      isDanger: true,
                      onSelect: () => setOpened({ kind: 'remove', department }),
                    },
                  ]
                : []),
            ]}
          />
        </span>
      ) : (
        <Button variant="solid" icon="plus" onClick={() => setOpened({ kind: 'new' })}>
          {words.add}
        </Button>
      )}
      {opened && <Dialogs opened={opened} onClose={() => setOpened(undefined)} {...props} />}
      <Toaster label={words.messages} />
    </>
  )
}

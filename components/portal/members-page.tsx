'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { TableScroll } from '@/components/ui/table'
import { type TabLink, TabLinks } from '@/components/ui/tabs'
import { State, Tag } from '@/components/ui/tag'
import { Toaster } from '@/components/ui/toast'
import type { MemberDialogProps } from './member-dialogs'
import type { MemberRow, MemberWords, Opened } from './member-types'

export type MembersPageProps = {
  tabs: TabLink[]
  /** Markup of ours: text and <em>. */
  sentence: string
  rows: MemberRow[]
  roles: MemberDialogProps['roles']
  actions: MemberDialogProps['actions']
  words: MemberWords
}

const MemberDialogs = dynamic(() => import('./member-dialogs').then((module) => module.MemberDialogs), { ssr: false })

export function MembersPage({ tabs, sentence, rows, roles, actions, words }: MembersPageProps) {
  const [opened, setOpened] = useState<Opened>()
  return (
    <>
      <header className="flex items-end gap-3 px-6 pt-5 pb-4 phone:p-4">
        <div className="min-w-0 flex-1">
          <h1 className="text-12 font-normal tracking-normal text-ink-3">{words.title}</h1>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentence with numbers */}
          <p className="lead" dangerouslySetInnerHTML={{ __html: sentence }} />
        </div>
        <Button variant="solid" icon="user-plus" onClick={() => setOpened({ kind: 'invite' })}>
          {words.invite}
        </Button>
      </header>
      <TabLinks tabs={tabs} label={words.title} className="px-6 phone:px-4" />
      <TableScroll label={words.title}>
        <table className="table listing">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.lastSignIn}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <span className="row gap-2.5 py-2">
                    <Avatar name={row.name} isNeutral={!row.isActive || row.kind === 'invitation'} />
                    <span>
                      <span className="block font-medium">
                        {row.name} {row.isMe && <Tag tone="brand">{words.you}</Tag>}
                      </span>
                      <span className="block text-12 text-ink-3">{row.email}</span>
                    </span>
                  </span>
                </td>
                <td>{row.role}</td>
                <td>
                  <State
                    tone={row.kind === 'invitation' ? 'info' : row.isActive ? 'ok' : 'quiet'}
                    icon={row.kind === 'invitation' ? 'mail' : undefined}
                  >
                    {row.state}
                  </State>
                </td>
                <td className="text-ink-2 tabular-nums">{row.lastSignIn}</td>
                <td className="text-right">
                  {!row.isMe && (
                    <Menu
                      trigger={
                        <Button variant="ghost" size="sm" isIcon icon="ellipsis" aria-label={words.actions.replace('{name}', row.name)} />
                      }
                      items={
                        row.kind === 'invitation'
                          ? [{ label: words.revoke, icon: 'undo-2', onSelect: () => setOpened({ kind: 'revoke', row }) }]
                          : [
                              { label: words.changeRole, icon: 'user-cog', onSelect: () => setOpened({ kind: 'role', row }) },
                              ...(row.hasFactor
                                ? [
                                    {
                                      label: words.resetFactor,
                                      icon: 'smartphone' as const,
                                      onSelect: () => setOpened({ kind: 'factor', row }),
                                    },
                                  ]
                                : []),
                              row.isActive
                                ? {
                                    label: words.disable,
                                    icon: 'lock',
                                    isDanger: true,
                                    onSelect: () => setOpened({ kind: 'disable', row }),
                                  }
                                : { label: words.enable, icon: 'check', onSelect: () => setOpened({ kind: 'enable', row }) },
                            ]
                      }
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {opened && <MemberDialogs opened={opened} onClose={() => setOpened(undefined)} roles={roles} actions={actions} words={words} />}
      <Toaster label={words.messages} />
    </>
  )
}

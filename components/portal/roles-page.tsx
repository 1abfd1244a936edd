'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { TableScroll } from '@/components/ui/table'
import { type TabLink, TabLinks } from '@/components/ui/tabs'
import { Tag } from '@/components/ui/tag'
import { Toaster } from '@/components/ui/toast'
import type { RoleDialogProps } from './role-dialog'
import type { RoleRow, RoleWords } from './role-types'

export type RolesPageProps = {
  tabs: TabLink[]
  /** Markup of ours: text and <em>. */
  sentence: string
  roles: RoleRow[]
  permissions: RoleDialogProps['permissions']
  /** What one person can see. null: they have no profile, or nobody below them. */
  looksAt: {
    members: { value: string; label: string }[]
    chosen: string
    sentence: string | null
    rows: { name: string; fields: string; own: boolean | null; team: boolean | null; others: boolean; write: boolean }[]
  }
  actions: RoleDialogProps['actions']
  words: RoleWords
}

const RoleDialog = dynamic(() => import('./role-dialog').then((module) => module.RoleDialog), { ssr: false })

export function RolesPage({ tabs, sentence, roles, permissions, looksAt, actions, words }: RolesPageProps) {
  const [opened, setOpened] = useState<{ role?: RoleRow }>()
  return (
    <>
      <header className="flex items-end gap-3 px-6 pt-5 pb-4 phone:p-4">
        <div className="min-w-0 flex-1">
          <h1 className="text-12 font-normal tracking-normal text-ink-3">{words.title}</h1>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentence with numbers */}
          <p className="lead" dangerouslySetInnerHTML={{ __html: sentence }} />
        </div>
        <Button variant="solid" icon="plus" onClick={() => setOpened({})}>
          {words.new}
        </Button>
      </header>
      <TabLinks tabs={tabs} label={words.title} className="px-6 phone:px-4" />
      <TableScroll label={words.title}>
        <table className="table listing">
          <thead>
            <tr>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.people}</th>
              <th scope="col">{words.may}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role.key}>
                <td className="font-medium">
                  {role.name} {role.isBuiltin && <Tag>{words.builtin}</Tag>}
                </td>
                <td className="tabular-nums">{role.members}</td>
                <td className="text-ink-2">{role.summary}</td>
                <td className="text-right">
                  {role.canChange && (
                    <Button
                      variant="ghost"
                      size="sm"
                      isIcon
                      icon="pencil"
                      aria-label={words.edit.replace('{name}', role.name)}
                      onClick={() => setOpened({ role })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <Look {...looksAt} words={words} />
      {opened && (
        <RoleDialog role={opened.role} permissions={permissions} onClose={() => setOpened(undefined)} actions={actions} words={words} />
      )}
      <Toaster label={words.messages} />
    </>
  )
}

/** What can this person see: the same rules that answer their requests answer here. */
function Look({ members, chosen, sentence, rows, words }: RolesPageProps['looksAt'] & { words: RoleWords }) {
  return (
    <div className="px-6 py-6 phone:px-4">
      <h2>{words.look}</h2>
      <p className="mb-3 text-ink-2">{words.lookLead}</p>
      <form method="get" action="/settings/roles" className="row max-w-[480px] gap-2">
        <Select name="member" aria-label={words.member} options={members} defaultValue={chosen} className="min-w-0 flex-1" />
        <Button type="submit">{words.show}</Button>
      </form>
      {sentence && (
        <>
          <p className="mt-4 mb-2">{sentence}</p>
          <TableScroll label={words.look}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.group}</th>
                  <th scope="col">{words.own}</th>
                  <th scope="col">{words.team}</th>
                  <th scope="col">{words.others}</th>
                  <th scope="col">{words.writes}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row" className="text-left font-medium">
                      {row.name}
                      <span className="block text-12 font-normal text-ink-3">{row.fields}</span>
                    </th>
                    {[row.own, row.team, row.others, row.write].map((is, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: four columns that do not move
                      <td key={index}>
                        <Mark is={is} words={words} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </>
      )}
    </div>
  )
}

function Mark({ is, words }: { is: boolean | null; words: RoleWords }) {
  if (is === null) return <span className="text-ink-3">{words.notThere}</span>
  return (
    <span className={`row gap-1.5 ${is ? '' : 'text-ink-3'}`}>
      <Icon name={is ? 'check' : 'minus'} size="s" />
      {is ? words.yes : words.no}
    </span>
  )
}

import { clsx } from 'clsx'
import { memo, type ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
import type { Placed } from './layout'

type Props = {
  placed: Placed
  isOnPath: boolean
  isChosen: boolean
  isBusy: boolean
  noName: string
  style?: React.CSSProperties
  isRow?: boolean
  end?: ReactNode
}

export const domId = (key: string) => `org-${key}`

/** One person, or a department, with how many are below. The tree around it has the focus and takes keys and presses. */
export const OrgCard = memo(function OrgCard({ placed, isOnPath, isChosen, isBusy, noName, style, isRow, end }: Props) {
  const { node, depth, place, siblings, isOpen } = placed
  const name = node.name || noName
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus and names the active card
    <div
      id={domId(node.key)}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={node.direct > 0 ? isOpen : undefined}
      aria-selected={isChosen}
      data-key={node.key}
      className={clsx(isRow ? 'org-row' : 'org-card', isOnPath && 'org-on-path', isChosen && 'org-chosen')}
      style={style}
    >
      {isRow && <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size="s" className={node.direct > 0 ? 'text-ink-3' : 'invisible'} />}
      <Avatar name={name} size="s" isCompany={!node.personId} />
      <span className="min-w-0 flex-1">
        <span className="org-name">{name}</span>
        <span className="org-detail">{node.detail}</span>
      </span>
      {isBusy ? <span className="ring" aria-hidden="true" /> : node.all > 0 && <span className="org-count">{node.all}</span>}
      {end}
    </div>
  )
})

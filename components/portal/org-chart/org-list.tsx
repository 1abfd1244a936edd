'use client'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { domId, OrgCard } from './org-card'
import type { OrgTree } from './use-org-tree'
import { useTreeKeys } from './use-tree-keys'

const ROW = 56
const AROUND = 10
const INDENT_MAX = 6

type Props = {
  tree: OrgTree
  jumps: number
  onOpenProfile: (personId: string) => void
  label: string
  words: { noName: string; profile: string }
}

/** On a phone the same tree is an indented list; only the rows in view are drawn. */
export function OrgList({ tree, jumps, onOpenProfile, label, words }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [first, setFirst] = useState(0)
  const { layout, path, chosen, busy } = tree
  const { rows } = layout

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a jump moves the list
  useEffect(() => {
    const at = rows.findIndex(({ node }) => node === chosen)
    if (at > 0 && scroller.current) scroller.current.scrollTop = at * ROW - scroller.current.clientHeight / 2
  }, [jumps])

  const onKeyDown = useTreeKeys({
    tree,
    beside: () => rows,
    onMove: (key) => {
      const at = rows.findIndex(({ node }) => node.key === key)
      const box = scroller.current!
      box.scrollTop = Math.min(Math.max(box.scrollTop, (at + 1) * ROW - box.clientHeight), at * ROW)
    },
    onOpenProfile,
  })
  const from = Math.max(0, first - AROUND)
  const shown = rows.slice(from, first + 2 * AROUND + 10)

  return (
    <div
      ref={scroller}
      className="org-list"
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosen ? domId(chosen.key) : undefined}
      onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / ROW))}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const target = event.target as Element
        const key = target.closest<HTMLElement>('[data-key]')?.dataset.key
        const node = key && !target.closest('a') ? tree.nodes.get(key) : undefined
        if (!node) return
        tree.choose(node.key)
        tree.toggle(node)
      }}
    >
      <div role="presentation" style={{ height: rows.length * ROW, paddingTop: from * ROW }}>
        {shown.map((placed) => (
          <div
            key={placed.node.key}
            role="presentation"
            className="org-item"
            style={{ paddingLeft: Math.min(placed.depth, INDENT_MAX) * 16 }}
          >
            <OrgCard
              isRow
              placed={placed}
              isOnPath={path.has(placed.node.key)}
              isChosen={placed.node === chosen}
              isBusy={busy === placed.node.key}
              noName={words.noName}
              end={
                placed.node.personId && (
                  <a href={`/people/${placed.node.personId}`} aria-label={`${words.profile}: ${placed.node.name}`} tabIndex={-1}>
                    <Icon name="arrow-up-right" size="s" />
                  </a>
                )
              }
            />
          </div>
        ))}
      </div>
    </div>
  )
}

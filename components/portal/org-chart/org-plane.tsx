'use client'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { CARD, cardsIn, linesIn, type View } from './layout'
import { domId, OrgCard } from './org-card'
import { useDrag } from './use-drag'
import type { OrgTree } from './use-org-tree'
import { useTreeKeys } from './use-tree-keys'

const HEAD = 40
/** The view moves in steps, so that most frames of a scroll draw nothing anew. */
const BLOCK = 400

type Props = {
  tree: OrgTree
  zoom: number
  /** Grows with each jump: then the chosen card comes into the middle. */
  jumps: number
  onOpenProfile: (personId: string) => void
  label: string
  words: { reports: string; noName: string; first: string }
}

/** The chart as a plane: scrolled, dragged and scaled; only what is in view is drawn. */
export function OrgPlane({ tree, zoom, jumps, onOpenProfile, label, words }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>({ left: 0, right: 1_600, top: 0, bottom: 1_200 })
  const { layout, path, chosen, busy } = tree
  const drag = useDrag(scroller)

  function look() {
    const box = scroller.current
    if (!box) return
    const block = (value: number) => Math.floor(value / zoom / BLOCK) * BLOCK
    const [left, top] = [block(box.scrollLeft) - BLOCK, block(box.scrollTop) - BLOCK]
    const [right, bottom] = [block(box.scrollLeft + box.clientWidth) + 2 * BLOCK, block(box.scrollTop + box.clientHeight) + 2 * BLOCK]
    setView((known) =>
      known.left === left && known.top === top && known.right === right && known.bottom === bottom ? known : { left, right, top, bottom },
    )
  }

  function reveal(key: string, isCentred: boolean) {
    const box = scroller.current
    const placed = layout.places.get(key)
    if (!box || !placed) return
    const [x, y, width, height] = [placed.x * zoom, placed.y * zoom + HEAD, CARD.width * zoom, CARD.height * zoom]
    if (isCentred) return box.scrollTo(x - (box.clientWidth - width) / 2, y - (box.clientHeight - height) / 2)
    box.scrollTo(
      Math.min(Math.max(box.scrollLeft, x + width + 80 - box.clientWidth), x - 24),
      Math.min(Math.max(box.scrollTop, y + height + 24 - box.clientHeight), y - HEAD - 24),
    )
  }

  // A card that opens or closes moves its parents: the chosen one stays where it was on the screen.
  const anchor = useRef<{ key: string; x: number; y: number; zoom: number }>(undefined)
  useLayoutEffect(() => {
    const box = scroller.current
    const placed = chosen && layout.places.get(chosen.key)
    const before = anchor.current
    if (box && placed && before?.key === placed.node.key) {
      box.scrollBy((placed.x * zoom - before.x * before.zoom) | 0, placed.y * zoom - before.y * before.zoom)
    }
    anchor.current = placed && { key: placed.node.key, x: placed.x, y: placed.y, zoom }
    look()
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a jump moves the plane
  useEffect(() => {
    if (chosen) reveal(chosen.key, true)
  }, [jumps])

  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const resized = new ResizeObserver(look)
    resized.observe(box)
    return () => resized.disconnect()
  })

  const onKeyDown = useTreeKeys({
    tree,
    beside: ({ depth }) => layout.columns[depth]!,
    onMove: (key) => reveal(key, false),
    onOpenProfile,
  })
  const shown = cardsIn(layout, view)
  const active = chosen && layout.places.get(chosen.key)
  // The card that the tree names as active is there, even where it is out of view.
  if (active && !shown.includes(active)) shown.push(active)
  const lines = linesIn(layout, shown, (key) => path.has(key))

  return (
    <div
      ref={scroller}
      className="org-plane"
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active ? domId(active.node.key) : undefined}
      onScroll={look}
      onKeyDown={onKeyDown}
      {...drag.handlers}
      onClick={(event) => {
        const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.key
        const node = key && !drag.hasMoved() ? tree.nodes.get(key) : undefined
        if (!node) return
        tree.choose(node.key)
        tree.toggle(node)
      }}
    >
      <div className="org-heads" style={{ width: layout.width * zoom }} aria-hidden="true">
        {layout.columns.map((column, depth) => {
          const parent = column.find(({ node }) => path.has(node.key))?.node.parent
          const above =
            (depth > 0 && (parent ? tree.nodes.get(parent) : chosen && tree.open.has(chosen.key) ? chosen : undefined)) || undefined
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are their depth
            <span key={depth} style={{ left: column[0]!.x * zoom, width: CARD.width * zoom }}>
              {depth === 0
                ? words.first
                : above && words.reports.replace('{count}', String(above.direct)).replace('{name}', above.name || words.noName)}
            </span>
          )
        })}
      </div>
      <div style={{ width: layout.width * zoom, height: layout.height * zoom }}>
        <div className="org-layer" style={{ transform: `scale(${zoom})` }}>
          <svg className="org-lines" aria-hidden="true">
            <path d={lines.plain} />
            <path d={lines.path} className="org-line-path" />
          </svg>
          {shown.map((placed) => (
            <OrgCard
              key={placed.node.key}
              placed={placed}
              isOnPath={path.has(placed.node.key)}
              isChosen={placed === active}
              isBusy={busy === placed.node.key}
              noName={words.noName}
              style={{ transform: `translate(${placed.x}px, ${placed.y}px)` }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

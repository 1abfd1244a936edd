'use client'
import type { Placed } from './layout'
import type { OrgTree } from './use-org-tree'

type Options = {
  tree: OrgTree
  /** Up and down go by column in the chart, and by row in the list. */
  beside: (placed: Placed) => readonly Placed[]
  onMove: (key: string) => void
  onOpenProfile: (personId: string) => void
}

/** Arrows walk, right opens and left closes or goes up, Enter shows the profile, * opens everything below. */
export function useTreeKeys({ tree, beside, onMove, onOpenProfile }: Options) {
  return (event: React.KeyboardEvent) => {
    const { layout, chosen } = tree
    const placed = (chosen && layout.places.get(chosen.key)) ?? layout.rows[0]
    if (!placed || event.metaKey || event.ctrlKey || event.altKey) return
    const { node } = placed
    const line = beside(placed)
    const at = line.indexOf(placed)
    const go = (to: string | undefined | null) => {
      if (!to) return
      tree.choose(to)
      onMove(to)
    }
    switch (event.key) {
      case 'ArrowDown':
        go(line[at + 1]?.node.key)
        break
      case 'ArrowUp':
        go(line[at - 1]?.node.key)
        break
      case 'ArrowRight':
        if (placed.isOpen) go(tree.children.get(node.key)?.[0]?.key)
        else tree.toggle(node)
        break
      case 'ArrowLeft':
        if (placed.isOpen) tree.toggle(node)
        else go(node.parent)
        break
      case 'Home':
        go(line[0]?.node.key)
        break
      case 'End':
        go(line.at(-1)?.node.key)
        break
      case ' ':
        tree.toggle(node)
        break
      case '*':
        tree.expandAll(node)
        break
      case 'Enter':
        if (node.personId) onOpenProfile(node.personId)
        break
      default:
        return
    }
    event.preventDefault()
  }
}

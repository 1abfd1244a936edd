import type { OrgNode } from './org-node'

export const CARD = { width: 216, height: 45, gapX: 60, gapY: 10, margin: 24 }
const STEP_X = CARD.width + CARD.gapX
const STEP_Y = CARD.height + CARD.gapY

export type Placed = {
  node: OrgNode
  depth: number
  x: number
  y: number
  /** Place among its siblings, from 1, and how many there are. */
  place: number
  siblings: number
  isOpen: boolean
  /** The first and the last y of the cards below, if open. */
  from: number
  to: number
}

export type Layout = {
  /** From the top to the bottom, each parent before what is below it: the order of an indented list. */
  rows: Placed[]
  /** The same by column, each from top to bottom. */
  columns: Placed[][]
  places: Map<string, Placed>
  width: number
  height: number
}

/** All known cards, by the key of their parent ('' for the first column), in the order they came in. */
export function byParent(nodes: Iterable<OrgNode>): Map<string, OrgNode[]> {
  const children = new Map<string, OrgNode[]>()
  for (const node of nodes) {
    const beside = children.get(node.parent ?? '')
    if (beside) beside.push(node)
    else children.set(node.parent ?? '', [node])
  }
  return children
}

/**
 * A tree that grows to the right: each card without open cards below takes a row, and a parent stands in the middle of its own. One
 * pass, because all cards are equally high.
 */
export function layOut(children: ReadonlyMap<string, readonly OrgNode[]>, open: ReadonlySet<string>): Layout {
  const rows: Placed[] = []
  const columns: Placed[][] = []
  const places = new Map<string, Placed>()
  let next = CARD.margin

  const place = (node: OrgNode, depth: number, index: number, siblings: number): Placed => {
    const below = open.has(node.key) ? children.get(node.key) : undefined
    const placed: Placed = {
      node,
      depth,
      x: CARD.margin + depth * STEP_X,
      y: 0,
      place: index + 1,
      siblings,
      isOpen: below !== undefined && below.length > 0,
      from: 0,
      to: 0,
    }
    rows.push(placed)
    places.set(node.key, placed)
    columns[depth] ??= []
    columns[depth].push(placed)
    if (placed.isOpen) {
      const cards = below!.map((child, at) => place(child, depth + 1, at, below!.length))
      placed.from = cards[0]!.y
      placed.to = cards.at(-1)!.y
      placed.y = (placed.from + placed.to) / 2
    } else {
      placed.y = next
      next += STEP_Y
    }
    return placed
  }
  const first = children.get('') ?? []
  for (const [index, node] of first.entries()) place(node, 0, index, first.length)
  return { rows, columns, places, width: CARD.margin + columns.length * STEP_X, height: next + CARD.margin }
}

/** The first of cards in the order of y that ends below `top`. */
export function firstBelow(column: readonly Placed[], top: number): number {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (column[middle]!.y + CARD.height < top) low = middle + 1
    else high = middle
  }
  return low
}

export type View = { left: number; right: number; top: number; bottom: number }

/** The cards that a part of the plane shows: a search in each column, and not a walk through all. */
export function cardsIn(layout: Layout, view: View): Placed[] {
  const shown: Placed[] = []
  for (const column of layout.columns) {
    const { x } = column[0]!
    if (x > view.right || x + CARD.width < view.left) continue
    for (let at = firstBelow(column, view.top); at < column.length && column[at]!.y <= view.bottom; at++) shown.push(column[at]!)
  }
  return shown
}

/** Lines from parents to the cards in view, also of parents that are out of it: a stem each, and a curve to every card shown. */
export function linesIn(layout: Layout, shown: readonly Placed[], isOnPath: (key: string) => boolean): { plain: string; path: string } {
  let plain = ''
  let path = ''
  for (const card of shown) {
    const parent = card.node.parent === null ? undefined : layout.places.get(card.node.parent)
    if (!parent) continue
    const line = curve(parent.x + CARD.width, parent.y + CARD.height / 2, card.x, card.y + CARD.height / 2)
    if (isOnPath(card.node.key)) path += line
    else plain += line
  }
  return { plain, path }
}

/** Far lines run straight up or down near the parent, so that a tall column does not become a fan. */
function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2
  const bend = Math.min(Math.abs(toY - fromY) / 2, 18)
  if (bend < 1) return `M${fromX} ${fromY}H${toX}`
  const sign = toY > fromY ? 1 : -1
  return `M${fromX} ${fromY}Q${middle} ${fromY} ${middle} ${fromY + sign * bend}V${toY - sign * bend}Q${middle} ${toY} ${toX} ${toY}`
}

import { describe, expect, test } from 'vitest'
import { byParent, CARD, cardsIn, layOut } from './layout'
import type { OrgNode } from './org-node'

const node = (key: string, parent: string | null): OrgNode => ({ key, parent, name: key, detail: '', direct: 0, all: 0 })
const small = byParent([node('a', null), node('b', 'a'), node('c', 'a'), node('d', 'b'), node('e', 'b'), node('z', null)])

describe('the chart', () => {
  test('shows what is open: a parent in the middle of its cards, no two cards in one place', () => {
    const { rows, places } = layOut(small, new Set(['a', 'b']))
    expect(rows.map((row) => row.node.key)).toEqual(['a', 'b', 'd', 'e', 'c', 'z'])
    expect(places.get('b')!.y).toBe((places.get('d')!.y + places.get('e')!.y) / 2)
    expect(places.get('a')!.y).toBe((places.get('b')!.y + places.get('c')!.y) / 2)
    expect(places.get('c')).toMatchObject({ place: 2, siblings: 2, depth: 1 })
  })

  test('hides what is below a closed card, however much of it is open', () => {
    expect(layOut(small, new Set(['b'])).rows.map((row) => row.node.key)).toEqual(['a', 'z'])
  })

  test('with 17,000 cards finds the ones in view, all of them and no others, and no card covers another', () => {
    const many = [node('0', null)]
    for (let n = 1; n < 17_000; n++) many.push(node(String(n), String(Math.floor((n - 1) / 10))))
    const layout = layOut(byParent(many), new Set(many.map(({ key }) => key)))
    expect(layout.rows).toHaveLength(17_000)
    for (const column of layout.columns)
      for (let at = 1; at < column.length; at++) expect(column[at]!.y - column[at - 1]!.y).toBeGreaterThanOrEqual(CARD.height)
    for (const top of [0, 12_345, layout.height / 2, layout.height - 800]) {
      const view = { left: 100, right: 1_300, top, bottom: top + 800 }
      const expected = layout.rows.filter(
        ({ x, y }) => x <= view.right && x + CARD.width >= view.left && y <= view.bottom && y + CARD.height >= view.top,
      )
      expect(new Set(cardsIn(layout, view))).toEqual(new Set(expected))
    }
  })
})

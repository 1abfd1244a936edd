import { contrast, type Hex, isHex } from './colour'
import { computeTheme } from './compute-theme'

export type ContrastCheck = {
  pair: 'solid' | 'link' | 'link-dark' | 'chart'
  /** What the bare brand colour would give, and what the theme gives. */
  before: number
  after: number
  colour: Hex
  isRepaired: boolean
}

/** What the theme changed so that everything can be read, with both ratios: the studio and the onboarding form show it. */
export function checkBrandColour(brand: string): { isUsable: boolean; checks: ContrastCheck[] } {
  if (!isHex(brand)) return { isUsable: false, checks: [] }
  const { light, dark } = computeTheme(brand)
  const check = (pair: ContrastCheck['pair'], before: number, after: number, colour: Hex): ContrastCheck => ({
    pair,
    before: round(before),
    after: round(after),
    colour,
    isRepaired: round(before) !== round(after),
  })
  const checks = [
    check('solid', contrast('#ffffff', brand), contrast(light.onsolid, light.solid), light.onsolid),
    check('link', contrast(brand, light.surface), contrast(light.btext, light.surface), light.btext),
    check('link-dark', contrast(brand, dark.surface), contrast(dark.btext, dark.surface), dark.btext),
    check('chart', contrast(brand, light.surface), contrast(light.fill, light.surface), light.fill),
  ]
  return { isUsable: checks.every(({ pair, after }) => after >= (pair === 'chart' ? 3 : 4.5)), checks }
}

const round = (ratio: number) => Math.round(ratio * 10) / 10

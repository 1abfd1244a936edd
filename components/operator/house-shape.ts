export type HouseState = 'active' | 'provisioning' | 'stopped' | 'failed' | 'deleting'
export interface House {
  /** Null where a house stands for several tenants. */
  slug: string | null
  name: string
  state: HouseState
  /** What the height stands for; null where nothing was reported yet. */
  people: number | null
}

/** The lowest house is still seen and clicked. */
const HEIGHT_MIN = 0.1

/**
 * Height of a house as a share of the street's tallest. The square root keeps a company of 100 visible beside one of 17,000, and
 * areas stay honest because all houses of a row are equally wide.
 */
export function houseHeight(people: number | null, tallest: number): number {
  if (!people || tallest <= 0) return HEIGHT_MIN
  return Math.max(HEIGHT_MIN, Math.sqrt(Math.min(people, tallest) / tallest))
}

/** Up to this many houses of a row are drawn one by one, each a link; more become bars of one picture. */
export const HOUSES_DRAWN_MAX = 60

/** One path of upright bars for many houses, in a box as wide as their number and 100 high. */
export function barsPath(houses: readonly House[], tallest: number, state: HouseState): string {
  let path = ''
  for (const [index, house] of houses.entries()) {
    if (house.state !== state) continue
    const top = (100 - houseHeight(house.people, tallest) * 100).toFixed(1)
    path += `M${index} 100V${top}h1V100z`
  }
  return path
}

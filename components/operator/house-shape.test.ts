import { describe, expect, it } from 'vitest'
import { barsPath, type House, houseHeight } from './house-shape'

const house = (people: number | null, state: House['state'] = 'active'): House => ({ slug: 's', name: 'S', people, state })

describe('houses of the street', () => {
  it('grow with people, the tallest fills the row', () => {
    expect(houseHeight(17_000, 17_000)).toBe(1)
    expect(houseHeight(200, 17_000)).toBeLessThan(houseHeight(2_884, 17_000))
  })

  it('are never too low to be seen, and never above the row', () => {
    expect(houseHeight(1, 1_000_000)).toBeGreaterThanOrEqual(0.1)
    expect(houseHeight(null, 100)).toBeGreaterThanOrEqual(0.1)
    expect(houseHeight(5, 0)).toBeGreaterThanOrEqual(0.1)
    expect(houseHeight(500, 100)).toBe(1)
  })

  it('of a crowded row are one bar each, at the place of their tenant', () => {
    const houses = [house(100), house(25, 'stopped'), house(100)]
    expect(barsPath(houses, 100, 'active')).toBe('M0 100V0.0h1V100zM2 100V0.0h1V100z')
    expect(barsPath(houses, 100, 'stopped')).toBe('M1 100V50.0h1V100z')
    expect(barsPath(houses, 100, 'failed')).toBe('')
  })
})

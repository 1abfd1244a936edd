import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, type Hex } from './colour'
import { computeTheme, THEME_ROLES } from './compute-theme'

const hex = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => `#${rgb.map((v) => v.toString(16).padStart(2, '0')).join('')}` as Hex)
const tenth = (ratio: number) => Math.round(ratio * 10) / 10

describe('the four companies of the mock-ups get the colours of the mock-ups', () => {
  // UI.md 2.2: brand, text on solid and its ratio, link in light and its ratio, link in dark.
  const table: [Hex, Hex, number, Hex, number, Hex][] = [
    ['#b5472c', '#ffffff', 5.4, '#b5472c', 5.4, '#e8866d'],
    ['#0f6b66', '#ffffff', 6.3, '#0f6b66', 6.3, '#72b3ad'],
    ['#4a3fa6', '#ffffff', 8.2, '#4a3fa6', 8.2, '#9998f7'],
    ['#f2b705', '#1f1400', 10.0, '#896600', 5.3, '#ebb946'],
  ]
  test.each(table)('%s', (brand, onSolid, onSolidRatio, link, linkRatio, darkLink) => {
    const { light, dark } = computeTheme(brand)
    expect(light.solid).toBe(brand)
    expect(light.onsolid).toBe(onSolid)
    expect(tenth(contrast(light.onsolid, light.solid))).toBe(onSolidRatio)
    expect(light.btext).toBe(link)
    expect(tenth(contrast(light.btext, light.surface))).toBe(linkRatio)
    expect(dark.btext).toBe(darkLink)
  })
  test('lantern: white on amber would be 1.8, and the button has an edge', () => {
    const { light } = computeTheme('#f2b705')
    expect(tenth(contrast('#ffffff', '#f2b705'))).toBe(1.8)
    expect(contrast(light.solidedge, light.surface)).toBeGreaterThanOrEqual(3)
  })
})

test('the back office has the greys of the mock-ups', () => {
  const css = readFileSync('app/styles/tokens.css', 'utf8')
  for (const pair of ['--ink3: #6a6c70', '--ink3: #919296', '--solid: #1d2026', '--solid: #eceef2']) expect(css).toContain(pair)
})

describe('any brand colour can be read', () => {
  const TEXTS = [
    ['ink', 'surface'],
    ['ink', 'canvas'],
    ['ink', 'tint'],
    ['ink2', 'surface'],
    ['ink2', 'canvas'],
    ['ink2', 'sunken'],
    ['ink3', 'surface'],
    ['ink3', 'canvas'],
    ['ink3', 'sunken'],
    ['ink3', 'hover'],
    ['onsolid', 'solid'],
    ['onsolid', 'solidhover'],
    ['btext', 'surface'],
    ['btext', 'canvas'],
    ['btext', 'tint'],
    ['btext', 'tint2'],
  ] as const
  const SHAPES = [
    ['edge', 'surface'],
    ['fill', 'surface'],
    ['solidedge', 'surface'],
  ] as const

  test('text at 4.5 : 1, controls and charts at 3 : 1, in both modes', () => {
    fc.assert(
      fc.property(hex, (brand) => {
        const theme = computeTheme(brand)
        for (const mode of ['light', 'dark'] as const) {
          for (const [text, ground] of TEXTS) {
            const ratio = contrast(theme[mode][text], theme[mode][ground])
            if (ratio < 4.5) throw new Error(`${brand} ${mode}: ${text} on ${ground} is ${ratio.toFixed(2)}`)
          }
          for (const [shape, ground] of SHAPES) {
            const ratio = contrast(theme[mode][shape], theme[mode][ground])
            if (ratio < 3) throw new Error(`${brand} ${mode}: ${shape} on ${ground} is ${ratio.toFixed(2)}`)
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('every role is a colour', () => {
    fc.assert(
      fc.property(hex, (brand) => {
        const { light, dark } = computeTheme(brand)
        for (const role of THEME_ROLES) {
          expect(light[role]).toMatch(/^#[0-9a-f]{6}$/)
          expect(dark[role]).toMatch(/^#[0-9a-f]{6}$/)
        }
      }),
      { numRuns: 300 },
    )
  })

  test.each(['', '#fff', 'red', '#0F6B66', '#0f6b66;}', 'url(x)'])('%j is no brand colour', (text) => {
    expect(() => computeTheme(text)).toThrow(TypeError)
  })
})

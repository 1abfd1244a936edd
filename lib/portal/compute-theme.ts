import { contrast, fromOklch, type Hex, isHex, repair, toOklch } from './colour'

/** The colour roles that a brand decides, in the order in which they are printed. States (ok, bad, warn, info) are everybody's. */
export const THEME_ROLES = [
  'canvas',
  'surface',
  'sunken',
  'hover',
  'line',
  'line2',
  'edge',
  'ink',
  'ink2',
  'ink3',
  'solid',
  'onsolid',
  'solidedge',
  'solidhover',
  'btext',
  'tint',
  'tint2',
  'bline',
  'fill',
  'fill2',
] as const
export type ThemeRole = (typeof THEME_ROLES)[number]
export type ThemeColours = Record<ThemeRole, Hex>
export type Theme = { light: ThemeColours; dark: ThemeColours }

const WHITE: Hex = '#ffffff'
/** Lightness, and the share of the brand's chroma (UI.md 2.2). */
const SCALE = [
  [0.979, 0.1],
  [0.955, 0.2],
  [0.91, 0.38],
  [0.845, 0.62],
  [0.75, 0.88],
  [0.66, 1],
  [0.57, 1],
  [0.485, 0.95],
  [0.405, 0.85],
  [0.33, 0.72],
  [0.245, 0.55],
] as const
const STEPS = { 50: SCALE[0], 100: SCALE[1], 200: SCALE[2], 400: SCALE[4] } as const

/** Colours that a tenant insists on: taken as they are, whether or not they can be read. checkBrand tells. */
export type OwnColours = { dark?: string; buttonText?: string; link?: string }

/**
 * From one brand colour to a whole theme, light and dark (UI.md 2.2). The tenant's colour stays wherever a text can be read on it; the text
 * on it changes first, and only then its lightness. All text reads at 4.5 : 1 or more, controls and charts at 3 : 1.
 */
export function computeTheme(brand: string, own: OwnColours = {}): Theme {
  const light = lightColours(hex(brand))
  const dark = darkColours(hex(own.dark ?? brand))
  if (own.buttonText !== undefined) light.onsolid = dark.onsolid = hex(own.buttonText)
  if (own.link !== undefined) light.btext = hex(own.link)
  return { light, dark }
}

function hex(text: string): Hex {
  if (!isHex(text)) throw new TypeError(`not a colour: ${text}`)
  return text
}

/** The brand's colour from nearly white to nearly black, in eleven steps. */
export function brandScale(brand: string): Hex[] {
  const { C, h } = toOklch(hex(brand))
  return SCALE.map(([L, share]) => fromOklch(L, C * share, h))
}

/** White where it can be read, otherwise a near-black of the same hue. */
function textOn(colour: Hex, { C, h }: { C: number; h: number }): Hex {
  return contrast(WHITE, colour) >= 4.5 ? WHITE : fromOklch(0.2, Math.min(C, 0.05), h)
}

/** Pressed or pointed at: a step darker in light, lighter in dark, or the other way where the text on it would suffer. */
function hovered(solid: Hex, onsolid: Hex, { C, h }: { C: number; h: number }, step: number): Hex {
  const { L } = toOklch(solid)
  const there = fromOklch(L + step, C, h)
  return contrast(onsolid, there) >= 4.5
    ? there
    : repair(fromOklch(L - step, C, h), [onsolid], 4.5, onsolid === WHITE ? 'darker' : 'lighter')
}

function lightColours(brand: Hex): ThemeColours {
  const oklch = toOklch(brand)
  const { C, h } = oklch
  const neutral = (L: number, chroma: number) => fromOklch(L, chroma, h)
  const step = (name: keyof typeof STEPS) => fromOklch(STEPS[name][0], C * STEPS[name][1], h)
  const canvas = neutral(0.967, 0.006)
  const sunken = neutral(0.981, 0.004)
  const hover = neutral(0.962, 0.006)
  const solid = contrast(textOn(brand, oklch), brand) >= 4.5 ? brand : repair(brand, [WHITE], 4.5, 'darker')
  return {
    canvas,
    surface: WHITE,
    sunken,
    hover,
    line: neutral(0.917, 0.007),
    line2: neutral(0.852, 0.01),
    edge: repair(neutral(0.66, 0.012), [WHITE, canvas], 3, 'darker'),
    ink: neutral(0.225, 0.018),
    ink2: neutral(0.43, 0.016),
    ink3: repair(neutral(0.53, 0.014), [canvas, sunken, hover], 4.6, 'darker'),
    solid,
    onsolid: textOn(solid, oklch),
    solidedge: contrast(solid, WHITE) < 3 ? repair(brand, [WHITE], 3, 'darker') : solid,
    solidhover: hovered(solid, textOn(solid, oklch), oklch, -0.045),
    btext: repair(brand, [WHITE, step(50), step(100), canvas], 4.6, 'darker'),
    tint: step(50),
    tint2: step(100),
    bline: step(200),
    fill: repair(brand, [WHITE], 3, 'darker'),
    fill2: step(400),
  }
}

function darkColours(brand: Hex): ThemeColours {
  const oklch = toOklch(brand)
  const { L, C, h } = oklch
  const neutral = (lightness: number, chroma: number) => fromOklch(lightness, chroma, h)
  const surface = neutral(0.196, 0.01)
  const hover = neutral(0.245, 0.012)
  const tint = fromOklch(0.262, Math.min(C * 0.42, 0.06), h)
  let solid = repair(brand, [surface], 3, 'lighter')
  if (contrast(textOn(solid, oklch), solid) < 4.5) solid = repair(solid, [fromOklch(0.2, 0.04, h)], 4.6, 'lighter')
  const btext = repair(fromOklch(Math.max(0.72, L), C * 0.85, h), [surface, tint], 4.8, 'lighter')
  return {
    canvas: neutral(0.158, 0.008),
    surface,
    sunken: neutral(0.178, 0.009),
    hover,
    line: neutral(0.282, 0.013),
    line2: neutral(0.37, 0.015),
    edge: repair(neutral(0.5, 0.015), [surface, hover], 3, 'lighter'),
    ink: neutral(0.955, 0.006),
    ink2: neutral(0.775, 0.011),
    ink3: repair(neutral(0.66, 0.012), [surface, hover], 4.6, 'lighter'),
    solid,
    onsolid: textOn(solid, oklch),
    solidedge: solid,
    solidhover: hovered(solid, textOn(solid, oklch), oklch, 0.04),
    btext,
    tint,
    tint2: fromOklch(0.31, Math.min(C * 0.5, 0.08), h),
    bline: fromOklch(0.39, Math.min(C * 0.6, 0.1), h),
    fill: btext,
    fill2: fromOklch(0.45, C * 0.6, h),
  }
}

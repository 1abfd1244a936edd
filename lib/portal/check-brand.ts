import { AppError } from '@/lib/core'
import { contrast, type Hex, repair } from './colour'
import { computeTheme, type OwnColours, type ThemeColours } from './compute-theme'

export const BRAND_PAIRS = ['text', 'buttonText', 'link', 'edge'] as const
export type BrandCheck = {
  pair: (typeof BRAND_PAIRS)[number]
  mode: 'light' | 'dark'
  /** What the colour as the tenant chose it would give, white text on it or itself on the page, and what the theme gives. */
  before: number
  after: number
  needs: number
  colour: Hex
  isRepaired: boolean
  /** Set where the tenant insists on what cannot be read: the nearest colour that can. */
  suggestion: Hex | null
}

/** Every pair that the studio shows, with both ratios. A pair with a suggestion keeps the brand from being published. */
export function checkBrand(brand: Hex, own: OwnColours = {}): BrandCheck[] {
  const insisted = computeTheme(brand, own)
  const computed = computeTheme(brand, own.dark === undefined ? {} : { dark: own.dark })
  return (['light', 'dark'] as const).flatMap((mode) => {
    const theme = insisted[mode]
    const chosen = mode === 'dark' ? ((own.dark as Hex | undefined) ?? brand) : brand
    const link = mode === 'light' ? own.link : undefined
    return [
      check('text', mode, worst(theme.ink, grounds(theme)), worst(theme.ink, grounds(theme)), theme.ink),
      check(
        'buttonText',
        mode,
        contrast((own.buttonText as Hex | undefined) ?? '#ffffff', chosen),
        contrast(theme.onsolid, theme.solid),
        theme.onsolid,
        own.buttonText === undefined ? undefined : computed[mode].onsolid,
      ),
      check(
        'link',
        mode,
        contrast((link as Hex | undefined) ?? chosen, theme.surface),
        worst(theme.btext, grounds(theme)),
        theme.btext,
        link === undefined ? undefined : repair(link as Hex, grounds(theme), 4.6, 'darker'),
      ),
      check('edge', mode, contrast(theme.solid, theme.surface), contrast(theme.solidedge, theme.surface), theme.solidedge),
    ]
  })
}

/** Throws `invalid_input` that names the field, both numbers and the colour to take instead. */
export function requireReadable(brand: Hex, own: OwnColours): void {
  const fields: Record<string, string> = {}
  for (const { pair, after, needs, suggestion } of checkBrand(brand, own))
    if (suggestion !== null) fields[`colours.${pair}`] ??= `reads at ${after} : 1 and needs ${needs}; ${suggestion} can be read`
  if (Object.keys(fields).length === 0) return
  throw new AppError('invalid_input', {
    message: `Some text could not be read: ${Object.values(fields).join('; ')}.`,
    fields,
    key: 'brand.errors.contrast',
    values: {
      colour:
        Object.values(fields)
          .join('; ')
          .match(/#[0-9a-f]{6}/)?.[0] ?? '',
    },
  })
}

const grounds = (theme: ThemeColours) => [theme.surface, theme.canvas, theme.tint, theme.tint2]
const worst = (text: Hex, on: readonly Hex[]) => Math.min(...on.map((ground) => contrast(text, ground)))

function check(pair: BrandCheck['pair'], mode: BrandCheck['mode'], before: number, after: number, colour: Hex, instead?: Hex): BrandCheck {
  const needs = pair === 'edge' ? 3 : 4.5
  const isRefused = instead !== undefined && after < needs
  return {
    pair,
    mode,
    before: round(before),
    after: round(after),
    needs,
    colour,
    isRepaired: before < needs && after >= needs,
    suggestion: isRefused ? instead : null,
  }
}

/** Downwards: 4.46 is not 4.5. */
const round = (ratio: number) => Math.floor(ratio * 10) / 10

import { isHex } from './colour'
import { THEME_ROLES } from './compute-theme'
import { fontFamily } from './fonts'

type Colours = Readonly<Record<string, string>>

/** The tenant's radius -> controls, popovers, panels. 8 is how the product is drawn. */
const RADII: Record<number, [control: number, popover: number, panel: number]> = {
  0: [0, 0, 0],
  4: [3, 4, 6],
  8: [5, 8, 12],
  12: [8, 12, 18],
}

/**
 * One tenant's theme as CSS for a style element. The values come from the database and end up in a page, so each is checked against its
 * grammar once more here: what is not a role of ours or not `#rrggbb` is left out, and the back office's grey shows instead.
 */
export function themeCss(theme: { light: Colours; dark: Colours }, radius: number, font = 'inter'): string {
  const light = declarations(theme.light)
  const dark = declarations(theme.dark)
  const [control, popover, panel] = RADII[radius] ?? RADII[8]!
  return [
    `html:root{${light}--r-s:${control}px;--r-m:${popover}px;--r-l:${panel}px;--font:${fontFamily(font)}}`,
    `html:root[data-mode=dark]{${dark}}`,
    `@media(prefers-color-scheme:dark){html:root[data-mode=system]{${dark}}}`,
  ].join('')
}

function declarations(colours: Colours): string {
  let css = ''
  for (const role of THEME_ROLES) {
    const value = colours[role]
    if (isHex(value)) css += `--${role}:${value};`
  }
  return css
}

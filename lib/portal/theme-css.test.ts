import { expect, test } from 'vitest'
import { computeTheme } from './compute-theme'
import { themeCss } from './theme-css'

test('a theme prints as three rules of custom properties', () => {
  const css = themeCss(computeTheme('#0f6b66'), 8)
  expect(css).toMatch(
    /^html:root\{(--\w+:#[0-9a-f]{6};)+--r-s:5px;--r-m:8px;--r-l:12px;--font:"Inter",[^;{}]+\}html:root\[data-mode=dark\]\{(--\w+:#[0-9a-f]{6};)+\}@media/,
  )
  expect(css.length).toBeLessThan(1_500)
})

test('what is stored in place of a colour never reaches the page', () => {
  const theme = computeTheme('#0f6b66')
  const attack = {
    ...theme.light,
    solid: '#000000}</style><script>alert(1)</script>',
    ink: 'url(//evil)',
    'x}body{display:none': '#000000',
    btext: '#ABCDEF',
  }
  const css = themeCss({ light: attack, dark: theme.dark }, Number.NaN)
  expect(css).not.toMatch(/[<]|url|evil|display|ABCDEF/)
  expect(css).toContain('--canvas:')
  expect(themeCss(theme, 8, 'x";}</style><script>')).toContain('--font:"Inter",')
})

import type { FONT_KEYS } from './brand.schema'

/** Fonts that come with the product, all under the SIL Open Font License. Hangul is Pretendard's in every one of them. */
export const FONTS = {
  inter: { name: 'Inter', file: 'inter-latin-wght.woff2' },
  figtree: { name: 'Figtree', file: 'figtree-latin-wght.woff2' },
  'ibm-plex-sans': { name: 'IBM Plex Sans', file: 'ibm-plex-sans-latin-wght.woff2' },
  'public-sans': { name: 'Public Sans', file: 'public-sans-latin-wght.woff2' },
  'source-sans-3': { name: 'Source Sans 3', file: 'source-sans-3-latin-wght.woff2' },
  'work-sans': { name: 'Work Sans', file: 'work-sans-latin-wght.woff2' },
} as const satisfies Record<FontKey, { name: string; file: string }>
export type FontKey = (typeof FONT_KEYS)[number]

/** What is stored may be of a version that knew another list: then it is Inter. */
const fontOf = (key: string) => FONTS[Object.hasOwn(FONTS, key) ? (key as FontKey) : 'inter']

export const fontFamily = (key: string) => `"${fontOf(key).name}","Pretendard Variable",Pretendard,system-ui,sans-serif`
export const fontUrl = (key: string) => `/fonts/${fontOf(key).file}`

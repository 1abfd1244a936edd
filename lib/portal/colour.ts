// Colour in OKLCH (Björn Ottosson, https://bottosson.github.io/posts/oklab) and contrast as WCAG 2.2 defines it. Pure, no dependencies.

export type Hex = `#${string}`
export type Oklch = { L: number; C: number; h: number }

const HEX = /^#[0-9a-f]{6}$/

/** '#0f6b66', lower case: the one spelling that is stored, compared and printed. */
export function isHex(value: unknown): value is Hex {
  return typeof value === 'string' && HEX.test(value)
}

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const toGamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)

function channels(hex: Hex): [number, number, number] {
  return [1, 3, 5].map((at) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [number, number, number]
}

export function toOklch(hex: Hex): Oklch {
  const [r, g, b] = channels(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const L = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const B = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { L, C: Math.hypot(a, B), h: ((Math.atan2(B, a) * 180) / Math.PI + 360) % 360 }
}

function toLinearRgb(L: number, C: number, h: number): [number, number, number] {
  const a = C * Math.cos((h * Math.PI) / 180)
  const b = C * Math.sin((h * Math.PI) / 180)
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const isInGamut = (L: number, C: number, h: number) => toLinearRgb(L, C, h).every((v) => v >= -0.0005 && v <= 1.0005)

/** A colour that sRGB cannot show loses chroma, never hue: the largest chroma that fits, by bisection. */
export function fromOklch(L: number, C: number, h: number): Hex {
  let chroma = C
  if (!isInGamut(L, C, h)) {
    let low = 0
    let high = C
    for (let step = 0; step < 18; step++) {
      chroma = (low + high) / 2
      if (isInGamut(L, chroma, h)) low = chroma
      else high = chroma
    }
    chroma = low
  }
  const digits = toLinearRgb(L, chroma, h).map((v) =>
    Math.round(255 * Math.min(1, Math.max(0, toGamma(Math.max(0, v)))))
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${digits.join('')}`
}

function luminance(hex: Hex): number {
  const [r, g, b] = channels(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const a = luminance(one)
  const b = luminance(other)
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Moves the lightness, darker or lighter, until the colour reaches `ratio` against every background. Hue and chroma stay. */
export function repair(hex: Hex, backgrounds: readonly Hex[], ratio: number, direction: 'darker' | 'lighter'): Hex {
  const { L, C, h } = toOklch(hex)
  const step = direction === 'darker' ? -0.008 : 0.008
  let lightness = L
  let colour = hex
  for (let tries = 0; tries < 130 && backgrounds.some((background) => contrast(colour, background) < ratio); tries++) {
    lightness = Math.min(1, Math.max(0, lightness + step))
    colour = fromOklch(lightness, C, h)
  }
  return colour
}

import { clsx } from 'clsx'
import type { CSSProperties } from 'react'
import { initials } from './initials'
import { isMark, MARKS } from './marks'

export type MarkColours = { solid: string; onsolid: string }
type Props = {
  /** A bundled glyph, or 'initial'. A logo takes its place. */
  mark: string
  name: string
  size?: number
  logoUrl?: string
  /** On dark ground; without it the one logo serves both. */
  logoDarkUrl?: string
  /** Of another tenant than the page's own, as in a list of tenants. */
  colours?: MarkColours
}

/** A company's mark, in the page's own brand unless told otherwise. The name stands beside it. */
export function Mark({ mark, name, size = 26, logoUrl, logoDarkUrl, colours }: Props) {
  if (logoUrl) {
    const style = { height: size, width: 'auto', minWidth: size, maxWidth: size * 4 }
    const logo = (src: string, mode?: string) => (
      // biome-ignore lint/performance/noImgElement: 64 KiB at most, re-encoded by us, immutable
      <img className={clsx('mark mark-logo', mode)} src={src} alt="" style={style} />
    )
    if (!logoDarkUrl || logoDarkUrl === logoUrl) return logo(logoUrl)
    return (
      <>
        {logo(logoUrl, 'for-light')}
        {logo(logoDarkUrl, 'for-dark')}
      </>
    )
  }
  const style = { width: size, height: size, color: colours?.onsolid ?? 'var(--onsolid)', '--mark': colours?.solid ?? 'var(--solid)' }
  return (
    <svg
      className="mark"
      viewBox="0 0 26 26"
      aria-hidden="true"
      style={style as CSSProperties}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawings, and one escaped letter
      dangerouslySetInnerHTML={{ __html: drawing(mark, name, 'var(--mark)') }}
    />
  )
}

const HEX = /^#[0-9a-f]{6}$/

/** The mark as a file of its own, for the browser's tab. */
export function markSvg(mark: string, name: string, { solid, onsolid }: MarkColours): string {
  const colour = (value: string, otherwise: string) => (HEX.test(value) ? value : otherwise)
  const body = drawing(mark, name, colour(solid, '#1d2026')).replaceAll('var(--mark)', colour(solid, '#1d2026'))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26" color="${colour(onsolid, '#ffffff')}" font-family="system-ui,sans-serif">${body}</svg>`
}

function drawing(mark: string, name: string, solid: string): string {
  const field = `<rect width="26" height="26" rx="7" fill="${solid}"/>`
  if (isMark(mark)) return field + MARKS[mark]
  const letter = [...initials(name)][0] ?? ''
  // Only letters and digits can get here, so nothing needs escaping.
  const safe = /^[\p{L}\p{N}]$/u.test(letter) ? letter : ''
  return `${field}<text x="13" y="18" text-anchor="middle" font-size="14" font-weight="600" fill="currentColor">${safe}</text>`
}

import type { ReactNode } from 'react'

/** The html element of every area. The mode comes from a cookie, so the first paint has the right colours. */
export function Document({
  locale,
  mode,
  css,
  fontUrl = '/fonts/inter-latin-wght.woff2',
  children,
}: {
  locale: string
  mode: 'system' | 'light' | 'dark'
  /** A tenant's theme, already checked value by value (lib/portal themeCss). */
  css?: string
  /** The Latin letters of the page, asked for before the styles are read. */
  fontUrl?: string
  children: ReactNode
}) {
  return (
    <html lang={locale} data-mode={mode}>
      {/* biome-ignore lint/style/noHeadElement: the app router has no next/head */}
      <head>
        <link rel="preload" href={fontUrl} as="font" type="font/woff2" crossOrigin="anonymous" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: hex values by role, see themeCss */}
        {css && <style dangerouslySetInnerHTML={{ __html: css }} />}
      </head>
      <body>{children}</body>
    </html>
  )
}

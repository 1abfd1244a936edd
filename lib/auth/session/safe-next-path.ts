const ORIGIN = 'http://own.invalid'

/**
 * Where to go after signing in: a path of this very host, or '/'. Whatever a browser could read as another host (//, /\, control
 * characters that it strips) is dropped, and so are the sign-in pages themselves and the API.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next || next.length > 2000 || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/'
  let url: URL
  try {
    url = new URL(next, ORIGIN)
  } catch {
    return '/'
  }
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin !== ORIGIN || path.startsWith('//')) return '/'
  return /^\/(sign-in|sign-out|verify|invite|reset|api)(\/|$)/.test(url.pathname) ? '/' : path
}

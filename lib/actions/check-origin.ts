import { AppError, env, normalizeHost } from '@/lib/core'

/**
 * Next compares Origin with the host too, but lets a request without Origin pass. Every browser sends it with a POST, so one without
 * is no browser's, or one that somebody tampered with. Throws `forbidden`.
 */
export function checkOrigin(headers: Headers): void {
  const host = headers.get('host')
  const origin = parse(headers.get('origin'))
  const isOwn =
    origin !== null &&
    host !== null &&
    origin.protocol === `${env().PUBLIC_PROTO}:` &&
    normalizeHost(host) === normalizeHost(origin.host) &&
    (origin.host === host.toLowerCase() || !host.includes(':'))
  if (isOwn) return
  throw new AppError('forbidden', {
    message: 'This request did not come from this page. Reload the page and try again.',
    detail: { host, origin: headers.get('origin') },
    key: 'auth.errors.foreignOrigin',
  })
}

function parse(origin: string | null): URL | null {
  try {
    return origin === null ? null : new URL(origin)
  } catch {
    return null
  }
}

import { env } from '@/lib/core'
import { STATE_SECONDS } from '../sso/sign-in-state'
import { SESSION_SECONDS } from './session-token'

export type CookieSpec = {
  name: string
  options: { httpOnly: boolean; secure: boolean; sameSite: 'lax'; path: '/'; maxAge?: number }
}

/**
 * Cookies belong to one host. Under TLS their names start with __Host-, which browsers accept only without Domain, with Secure and
 * from the host itself: another tenant's page on a sibling name cannot put one there.
 */
function hostCookie(name: string, maxAge?: number): CookieSpec {
  const secure = env().PUBLIC_PROTO === 'https'
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, secure, sameSite: 'lax', path: '/', ...(maxAge && { maxAge }) },
  }
}

export const sessionCookie = () => hostCookie('session', SESSION_SECONDS)
/** Tells this browser from others when sign-ins are slowed down; see device-token.ts. */
export const deviceCookie = () => hostCookie('device', 180 * 24 * 3600)
/** What a browser keeps while it is at the company's provider; see sso/sign-in-state.ts. */
export const ssoCookie = () => hostCookie('sso', STATE_SECONDS)
export const csrfCookie = () => hostCookie('csrf')
export const callbackUrlCookie = () => hostCookie('callback-url')

/** One cookie of a Cookie header. Sent twice, as when another page tossed one in, it counts as not sent: either could be forged. */
export function cookieFrom(header: string | null | undefined, name: string): string | null {
  const values = valuesOf(header, name)
  return values.length === 1 ? values[0]! : null
}

export const isSentTwice = (header: string | null | undefined, name: string): boolean => valuesOf(header, name).length > 1

function valuesOf(header: string | null | undefined, name: string): string[] {
  return (header ?? '').split(';').flatMap((part) => {
    const [key, ...rest] = part.trim().split('=')
    return key === name ? [rest.join('=')] : []
  })
}

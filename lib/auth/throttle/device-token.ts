import { createHmac, randomBytes } from 'node:crypto'
import { derive, equalsConstantTime } from '@/lib/core'

/**
 * OWASP's device cookie: a browser that signed in to an account once gets a bucket of its own for it. Whoever guesses at the
 * account from elsewhere, even from behind the same address, can then slow down its owner on no browser that the owner has used.
 */
export function makeDeviceToken(scope: string, account: string): string {
  const id = randomBytes(12).toString('base64url')
  return `${id}.${macOf(scope, account, id)}`
}

/** The id of the device when the token was made for this very account, else null. */
export function readDeviceToken(scope: string, account: string, token: string | null | undefined): string | null {
  const [id, mac, ...rest] = (token ?? '').split('.')
  if (!id || !mac || rest.length > 0 || id.length !== 16) return null
  return equalsConstantTime(mac, macOf(scope, account, id)) ? id : null
}

const macOf = (scope: string, account: string, id: string) =>
  createHmac('sha256', derive('device'))
    .update(JSON.stringify([scope, account, id]))
    .digest('base64url')

import { createHmac } from 'node:crypto'
import { derive } from '@/lib/core'

/** The key of a bucket: an HMAC, so that the table tells neither addresses of people nor of machines. */
export function throttleKey(scope: string, ...parts: string[]): string {
  return createHmac('sha256', derive('throttle'))
    .update(JSON.stringify([scope, ...parts]))
    .digest('hex')
    .slice(0, 40)
}

import { createHmac, randomBytes } from 'node:crypto'

/** 192 random bits in the notation of Standard Webhooks, by which scanners of leaked secrets know it. */
export const newSigningSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/**
 * The headers of Standard Webhooks (https://www.standardwebhooks.com, 1.0): with two secrets two signatures, so that a receiver may
 * know either.
 */
export function signedHeaders(id: string, body: string, at: Date, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const sign = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map(sign).join(' ') }
}

import { hkdfSync, webcrypto } from 'node:crypto'
import { jwtDecrypt } from 'jose'
import { encode } from 'next-auth/jwt'
import { z } from 'zod'
import { deriveText, isUuid } from '@/lib/core'

export const SESSION_SECONDS = 8 * 3600

/** Whose sessions: a tenant's id, or the back office. */
export type SessionScope = string
export const OPERATOR_SCOPE: SessionScope = 'operator'

export type SessionClaims = { tid: SessionScope; uid: string; sid: string }
const id = z.string().refine(isUuid)
const Claims = z.object({ tid: z.string(), uid: id, sid: id })

/** One secret for each tenant and one for the back office: a cookie carried to another host does not even decrypt. */
export const sessionSecret = (scope: SessionScope) => deriveText(`session:${scope}`)

/** Exactly what next-auth puts into its cookie, so that both read what either wrote. */
export function encodeSessionToken(claims: SessionClaims): Promise<string> {
  return encode({ token: claims, secret: sessionSecret(claims.tid), maxAge: SESSION_SECONDS })
}

/** Null for whatever is not a token of this scope: forged, foreign, expired, cut short, or nothing at all. */
export async function decodeSessionToken(scope: SessionScope, token: string | null | undefined): Promise<SessionClaims | null> {
  if (!token || token.length > 4096) return null
  try {
    const { payload } = await jwtDecrypt(token, await decryptionKey(sessionSecret(scope)), OPTIONS)
    const claims = Claims.safeParse(payload)
    return claims.success && claims.data.tid === scope ? claims.data : null
  } catch {
    return null // says why it does not decrypt; to us all reasons are one
  }
}

const OPTIONS = { clockTolerance: 15, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }
const KEYS_MAX = 1_000
const keys = new Map<string, Promise<webcrypto.CryptoKey>>()

/** The key that next-auth derives of a secret. It does so for each token, which costs more than reading the token. */
function decryptionKey(secret: string): Promise<webcrypto.CryptoKey> {
  let key = keys.get(secret)
  if (key === undefined) {
    if (keys.size >= KEYS_MAX) keys.clear()
    const bytes = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32)
    key = webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt'])
    keys.set(secret, key)
  }
  return key
}

import { createHmac } from 'node:crypto'
import { generateURI, ScureBase32Plugin, verify } from 'otplib'
import encodeQR from 'qr'
import { derive, now, reseal, seal, unseal } from '@/lib/core'

const base32 = new ScureBase32Plugin()
/** Whose secret: an operator's id, or a tenant's and a member's. It opens for no other. */
const purpose = (holder: string) => `totp:${holder}`

export const sealTotpSecret = (holder: string, secret: string) => seal(secret, purpose(holder))
export const resealTotpSecret = (holder: string, sealed: string) => reseal(sealed, purpose(holder))
export const unsealTotpSecret = (holder: string, sealed: string) => unseal(sealed, purpose(holder))

/**
 * The secret that a session offers to a person who has none yet: derived, so that it is the same each time the page is shown and
 * nothing is stored before a code has proven that a phone holds it. Another session offers another one.
 */
export function offeredTotpSecret(session: string): string {
  return base32.encode(createHmac('sha1', derive('totp-offer')).update(session).digest(), { padding: false })
}

export type TotpEnrolment = {
  /** To type, in groups of four. */
  secret: string
  uri: string
  /** An <svg> element, to be put into the page as it is. */
  svg: string
}

export function describeTotp(secret: string, label: string, issuer: string): TotpEnrolment {
  const uri = generateURI({ issuer, label, secret })
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), uri, svg: encodeQR(uri, 'svg', { ecc: 'medium', border: 2 }) }
}

/** The time step of a right code, or null. One step of 30 s to either side is allowed, for clocks and for slow fingers. */
export async function timeStepOf(secret: string, code: string): Promise<number | null> {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const result = await verify({ secret, token, epochTolerance: 30, epoch: Math.floor(now().getTime() / 1000) })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

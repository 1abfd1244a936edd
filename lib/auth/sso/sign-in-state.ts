import { z } from 'zod'
import { AppError, now, seal, sha256Hex, unseal } from '@/lib/core'
import type { TenantTx } from '@/lib/db'

const State = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  issuer: z.string(),
  next: z.string(),
  /** The session that asked to be tied to the provider; without one it is a sign-in. */
  connect: z.object({ userId: z.string(), sessionId: z.string() }).optional(),
  expiresAt: z.number(),
})
export type SignInState = z.output<typeof State>

export const STATE_SECONDS = 600
const purpose = (tenantId: string) => `sso-state:${tenantId}`

/** For the browser's cookie: nothing is stored for whoever only begins. It opens for this tenant alone. */
export const sealState = (tenantId: string, state: Omit<SignInState, 'expiresAt'>): string =>
  seal(JSON.stringify({ ...state, expiresAt: now().getTime() + STATE_SECONDS * 1000 }), purpose(tenantId))

/** Throws `unauthenticated` for one that is missing, forged, another tenant's or too old. */
export function openState(tenantId: string, sealed: string | null): SignInState {
  try {
    const state = State.parse(JSON.parse(unseal(sealed ?? '', purpose(tenantId))))
    if (state.expiresAt > now().getTime()) return state
  } catch {
    // As with session tokens: all reasons are one.
  }
  throw staleState()
}

/** Once: whoever holds a copy of the cookie and of the address finds it used. */
export async function spendToken(tx: TenantTx, token: string, expiresAt: Date): Promise<boolean> {
  await tx.spentToken.deleteMany({ where: { expiresAt: { lt: now() } } })
  const { count } = await tx.spentToken.createMany({ data: [{ tokenHash: sha256Hex(token), expiresAt }], skipDuplicates: true })
  return count === 1
}

export const staleState = () =>
  new AppError('unauthenticated', {
    message: 'This sign-in was begun in another browser, or too long ago. Begin again.',
    key: 'auth.errors.ssoStale',
  })

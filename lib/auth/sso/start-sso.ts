import * as client from 'openid-client'
import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import type { MemberPrincipal } from '../access/principal'
import { safeNextPath } from '../session/safe-next-path'
import { tooMany } from '../throttle/admit-attempt'
import { memberThrottles } from '../throttle/database-throttles'
import { throttleKey } from '../throttle/throttle-key'
import { RULES } from '../throttle/throttle-rules'
import { findProvider } from './provider'
import { providerClient } from './provider-client'
import { sealState } from './sign-in-state'

export const CALLBACK_PATH = '/api/sso/callback'

type Input = {
  /** Of the host that the person is at: the provider sends them back there. */
  origin: string
  next?: string
  /** What was typed, so that the provider does not ask again. */
  email?: string
  /** Ties the signed-in member to the provider, in place of signing in. */
  connect?: MemberPrincipal
  address: string
}

/**
 * The provider's address to go to, and what the browser keeps until it comes back. Throws `not_found` where there is none, and
 * `rate_limited`, `unavailable`.
 */
export async function startSso(db: TenantDb, input: Input): Promise<{ url: string; sealed: string }> {
  const { origin, next, email, connect, address } = input
  const throttles = memberThrottles(db)
  const waitSeconds = await throttles.charge(throttleKey(throttles.scope, 'sso', address), RULES.ssoAddress)
  if (waitSeconds > 0) throw tooMany(waitSeconds)
  const provider = await findProvider(db)
  if (!provider?.isOn) throw new AppError('not_found', { message: 'There is no company sign-in here.', key: 'auth.errors.ssoOff' })
  const config = await providerClient(provider)
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: origin + CALLBACK_PATH,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(email && { login_hint: email }),
  })
  const { userId, sessionId } = connect ?? {}
  const sealed = sealState(db.context.tenantId, {
    state,
    nonce,
    verifier,
    issuer: provider.issuer,
    next: safeNextPath(next),
    ...(userId && sessionId && { connect: { userId, sessionId } }),
  })
  return { url: url.href, sealed }
}

import * as client from 'openid-client'
import { AppError, isAppError, log } from '@/lib/core'
import { constraintOf, type TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { MemberPrincipal } from '../access/principal'
import type { MailTenant } from '../mail/queue-mail'
import type { SignedIn } from '../member/sign-in-member'
import { type Client, startMemberSession } from '../session/member-sessions'
import { rememberClient } from '../throttle/remember-client'
import { connectIdentity } from './connect-identity'
import { listMailDomains } from './mail-domains'
import { findProvider, type Provider } from './provider'
import { providerClient } from './provider-client'
import { explainProvider, isWord } from './provider-errors'
import { type Person, settleMember } from './settle-member'
import { openState, type SignInState, spendToken, staleState } from './sign-in-state'

type Input = {
  /** The whole address that the provider sent the browser to, on the host that it was asked for. */
  url: URL
  /** What `startSso` gave the browser. */
  sealed: string | null
  /** Who is signed in here now, for whoever asked to be tied to the provider. */
  current: MemberPrincipal | null
  client: Client
  requestId?: string | null
}

/** null: the member who is signed in was tied to the provider, and goes on as before. */
export type SsoEnd = { signedIn: SignedIn | null; next: string }

/**
 * The way back from the provider. Everything that it says is checked by openid-client (state, issuer of the answer, PKCE, signature,
 * issuer, audience, nonce, times), against the provider that this tenant has now and that this browser set out to. Throws
 * `unauthenticated` with a key that says which word to show.
 */
export async function finishSso(db: TenantDb, tenant: MailTenant, input: Input): Promise<SsoEnd> {
  const state = openState(tenant.id, input.sealed)
  const provider = await findProvider(db)
  if (!provider?.isOn || provider.issuer !== state.issuer) throw staleState()
  const person = await personOf(provider, state, input.url)
  const domains = await listMailDomains(tenant.id)
  const finish = () =>
    db.$transaction(async (tx) => {
      if (!(await spendToken(tx, state.state, new Date(state.expiresAt)))) throw staleState()
      if (state.connect) {
        const { current, requestId } = input
        if (current?.userId !== state.connect.userId || current.sessionId !== state.connect.sessionId) throw staleState()
        await connectIdentity(tx, current, provider, person, requestId)
        return null
      }
      const { userId, email, how } = await settleMember(tx, provider, person, domains, input.requestId)
      const claims = await startMemberSession(tx, userId, input.client, { by: 'sso', isVerified: true })
      await recordAudit(tx, {
        actor: { kind: 'member', id: userId },
        action: 'member.signed_in',
        subject: { kind: 'user', id: userId },
        detail: { sessionId: claims.sid, by: 'sso', how },
        requestId: input.requestId,
      })
      return { claims, email }
    })
  const done = await finish().catch((error) => {
    // Two first sign-ins of one person at the same moment: the second finds what the first has made.
    if (constraintOf(error)) return finish()
    throw error
  })
  if (!done) return { signedIn: null, next: state.next }
  return { signedIn: { claims: done.claims, deviceToken: await rememberClient(db, done.email, input.client) }, next: state.next }
}

async function personOf(provider: Provider, { state, nonce, verifier }: SignInState, url: URL): Promise<Person> {
  // An error is believed as little as a code: only in the answer to this browser's own question.
  if (url.searchParams.get('state') !== state) throw staleState()
  const config = await providerClient(provider)
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const said = config.serverMetadata().userinfo_endpoint ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : {}
    const all: Record<string, unknown> = { ...said, ...claims }
    const email = typeof all.email === 'string' ? all.email : null
    return {
      subject: claims.sub,
      email,
      // Entra says it by a claim of its own (optional claim xms_edov).
      isEmailVerified: email !== null && (all.email_verified === true || [true, 1, '1', 'true'].includes(all.xms_edov as string)),
      name: typeof all.name === 'string' && all.name.trim() ? all.name.trim().slice(0, 200) : (email?.split('@')[0] ?? ''),
    }
  } catch (error) {
    log.info({ err: error, tenantId: provider.tenantId }, 'company sign-in refused')
    if (isWord(error, 'access_denied')) throw refused('The provider did not let you in.', 'ssoDenied')
    const why = explainProvider(error, new URL(provider.issuer).hostname)
    if (isAppError(why) && why.code === 'unavailable') throw why
    throw refused('What the provider answered does not hold. Begin again, or tell an administrator.', 'ssoAnswer', why.message)
  }
}

const refused = (message: string, name: string, detail?: string) =>
  new AppError('unauthenticated', { message, key: `auth.errors.${name}`, detail })

import type { AuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import {
  type Client,
  callbackUrlCookie,
  csrfCookie,
  type Credentials as Given,
  SESSION_SECONDS,
  type SessionClaims,
  type SessionScope,
  type SignedIn,
  safeNextPath,
  sessionCookie,
  sessionSecret,
} from '@/lib/auth'
import { env, isAppError, log } from '@/lib/core'

/** A door to sign in at: a tenant's portal or the back office. */
export type AuthDoor = {
  scope: SessionScope
  /** As people's browsers see it. */
  origin: string
  client: Client & { deviceToken: string | null }
  signIn: (given: Given) => Promise<SignedIn>
  /** The name behind a session that still lives, or null. */
  findName: (claims: SessionClaims) => Promise<string | null>
  signOut: (claims: SessionClaims) => Promise<void>
}

const Form = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) })
const Claims = z.object({ tid: z.string(), uid: z.string(), sid: z.string() })
type SignedInUser = User & { claims: SessionClaims }

/**
 * Made for each request, because everything in it depends on the host: whose members these are, the secret, the origin. The cookie
 * holds tenant, person and session, and nothing that would have to be believed; what counts is the session's row.
 * `onError` hears why a sign-in failed: next-auth itself passes on a text only.
 */
export function authOptions(door: AuthDoor, onError: (error: unknown) => void): AuthOptions {
  const readClaims = (token: unknown): SessionClaims => {
    const claims = Claims.parse(token)
    if (claims.tid !== door.scope) throw new Error('a token of another scope')
    return claims
  }
  return {
    secret: sessionSecret(door.scope),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: env().PUBLIC_PROTO === 'https',
    cookies: { sessionToken: sessionCookie(), csrfToken: csrfCookie(), callbackUrl: callbackUrlCookie() },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-out', verifyRequest: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(body) {
          const form = Form.safeParse(body)
          if (!form.success) return null
          const { deviceToken, ...client } = door.client
          try {
            const { claims } = await door.signIn({ ...form.data, client, deviceToken })
            return { id: claims.uid, claims } satisfies SignedInUser
          } catch (error) {
            onError(error)
            if (isAppError(error)) throw new Error(error.code) // what goes into the address is a word of ours
            throw new Error('internal')
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { ...(user as SignedInUser).claims }
        const claims = readClaims(token)
        if ((await door.findName(claims)) === null) throw new Error('the session has ended')
        return claims // whatever a browser sends with an update is not looked at
      },
      async session({ session, token }) {
        return { expires: session.expires, user: { name: await door.findName(readClaims(token)) } }
      },
      redirect: ({ url }) => door.origin + safeNextPath(url.startsWith(`${door.origin}/`) ? url.slice(door.origin.length) : url),
    },
    events: {
      async signOut({ token }) {
        const claims = Claims.safeParse(token)
        if (claims.success && claims.data.tid === door.scope) await door.signOut(claims.data)
      },
    },
    logger: {
      // A foreign or old cookie is an everyday thing: the word is enough, and a stack would hold the token.
      error: (code) => log.info({ code }, 'next-auth'),
      warn: () => {},
      debug: () => {},
    },
  }
}

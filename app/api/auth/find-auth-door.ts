import {
  clientAddress,
  cookieFrom,
  deviceCookie,
  findMemberSession,
  findOperatorSession,
  OPERATOR_SCOPE,
  signInMember,
  signInOperator,
  signOut,
  signOutOperator,
} from '@/lib/auth'
import { findTenantByHost } from '@/lib/catalog'
import { AppError, env, parseHost } from '@/lib/core'
import { openTenant } from '@/lib/tenancy'
import type { AuthDoor } from './auth-options'

/**
 * The door that the Host header names, or null. proxy.ts writes the same host into X-Forwarded-Host, by which next-auth makes its
 * addresses; where the two differ somebody went around it. Throws `misdirected`, and `tenant_stopped` and its kin.
 */
export async function findAuthDoor(headers: Headers): Promise<AuthDoor | null> {
  const header = headers.get('host') ?? ''
  if (headers.get('x-forwarded-host') !== header) throw new AppError('misdirected', { message: 'This address is not one of ours.' })
  const host = parseHost(header, env().BASE_DOMAIN)
  const shared = {
    origin: `${env().PUBLIC_PROTO}://${header.toLowerCase()}`,
    client: {
      address: clientAddress(headers),
      userAgent: headers.get('user-agent') ?? '',
      deviceToken: cookieFrom(headers.get('cookie'), deviceCookie().name),
    },
  }
  if (host.kind === 'operator') {
    return {
      ...shared,
      scope: OPERATOR_SCOPE,
      signIn: signInOperator,
      findName: async (claims) => (await findOperatorSession(claims))?.principal.name ?? null,
      signOut: async ({ uid, sid }) => void (await signOutOperator(uid, sid)),
    }
  }
  const tenant = await findTenantByHost(header)
  if (!tenant) return null
  const db = openTenant(tenant)
  return {
    ...shared,
    scope: tenant.id,
    signIn: (given) => signInMember(db, tenant, given),
    findName: async (claims) => (await findMemberSession(db, tenant, claims))?.name ?? null,
    signOut: ({ uid, sid }) => signOut(db, { userId: uid, sessionId: sid }),
  }
}

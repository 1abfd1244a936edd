import { AppError, newId, now } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { isBeyondAdmin } from '../access/is-beyond-admin'
import { normalizeEmail } from '../password/normalize-email'
import { mailDomainOf } from './mail-domains'
import type { Provider } from './provider'

/** Whom the provider vouches for. */
export type Person = { subject: string; email: string | null; isEmailVerified: boolean; name: string }
export type Settled = { userId: string; email: string; how: 'known' | 'linked' | 'invited' | 'created' }

/**
 * Whose account a person of the provider has, in this order: the one that they used before; the one of their e-mail address; the one
 * that an open invitation promises; a new one, where the tenant wants that. An address counts only when the provider has verified it
 * and its domain is proven to be this tenant's. Refusals are one and the same, so that nothing tells who has an account.
 */
export async function settleMember(
  tx: TenantTx,
  provider: Provider,
  person: Person,
  domains: ReadonlySet<string>,
  requestId?: string | null,
): Promise<Settled> {
  const { issuer } = provider
  const known = await tx.identity.findFirst({
    where: { issuer, subject: person.subject },
    select: { id: true, user: { select: { id: true, email: true, status: true } } },
  })
  if (known) {
    if (known.user.status !== 'active') throw noAccount('disabled')
    await tx.identity.updateMany({ where: { id: known.id }, data: { lastUsedAt: now() } })
    await tx.user.updateMany({ where: { id: known.user.id }, data: { lastSignInAt: now() } })
    return { userId: known.user.id, email: known.user.email, how: 'known' }
  }
  if (!person.email || !person.isEmailVerified) throw unproven('The provider has not verified your e-mail address.', 'ssoUnverified')
  const email = normalizeEmail(person.email)
  if (!domains.has(mailDomainOf(email))) throw unproven('Your e-mail address is not of a domain of this company.', 'ssoOtherDomain')
  const { userId, how } =
    (await ofAddress(tx, issuer, email)) ?? (await ofInvitation(tx, email, person)) ?? (await newcomer(tx, provider, email, person))
  await tx.identity.create({ data: { id: newId(), userId, issuer, subject: person.subject, lastUsedAt: now() } })
  await tx.user.updateMany({ where: { id: userId }, data: { lastSignInAt: now() } })
  await recordAudit(tx, {
    actor: { kind: 'system', id: 'company sign-in' },
    action: how === 'linked' ? 'member.identity_linked' : 'member.joined',
    subject: { kind: 'user', id: userId },
    detail: { issuer, how },
    requestId,
  })
  return { userId, email, how }
}

/** An account that has another identity of this provider is somebody else's: addresses are given to new people. */
async function ofAddress(tx: TenantTx, issuer: string, email: string) {
  await tx.$queryRaw(sql`SELECT id FROM ${table('users')} WHERE email = ${email} FOR UPDATE`)
  const user = await tx.user.findFirst({
    where: { email },
    select: {
      id: true,
      status: true,
      role: { select: { key: true, isBuiltin: true, permissions: true } },
      identities: { where: { issuer }, select: { id: true } },
    },
  })
  if (!user) return null
  if (user.status !== 'active') throw noAccount('disabled')
  if (user.identities.length > 0) throw noAccount('another identity of this provider')
  if (isBeyondAdmin(user.role)) throw noAccount('may more than administrators: connects it by themselves')
  return { userId: user.id, how: 'linked' as const }
}

async function ofInvitation(tx: TenantTx, email: string, { name }: Person) {
  const invitation = await tx.invitation.findFirst({
    where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true, roleId: true, employeeId: true, role: { select: { key: true, isBuiltin: true, permissions: true } } },
  })
  if (!invitation) return null
  if (isBeyondAdmin(invitation.role)) throw noAccount('an invitation to more than administrators may')
  await tx.invitation.updateMany({ where: { email, acceptedAt: null, revokedAt: null }, data: { acceptedAt: now() } })
  const { roleId, employeeId } = invitation
  const userId = newId()
  await tx.user.create({ data: { id: userId, email, name: invitation.name || name, roleId, employeeId } })
  return { userId, how: 'invited' as const }
}

async function newcomer(tx: TenantTx, { newRoleId }: Provider, email: string, { name }: Person) {
  if (!newRoleId) throw noAccount('nobody has invited them')
  const userId = newId()
  await tx.user.create({ data: { id: userId, email, name, roleId: newRoleId } })
  return { userId, how: 'created' as const }
}

const noAccount = (detail: string) =>
  new AppError('unauthenticated', {
    message: 'Your company account opens nothing here. Ask an administrator.',
    key: 'auth.errors.ssoNoAccount',
    detail,
  })

const unproven = (message: string, name: string) => new AppError('unauthenticated', { message, key: `auth.errors.${name}` })

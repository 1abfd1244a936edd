import {
  acceptInvitation,
  findMemberSession,
  inviteMember,
  listMails,
  type MemberPrincipal,
  type SessionClaims,
  signInMember,
  signOut,
  systemPrincipal,
} from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import type { DemoMember } from './companies'
import { demoPassword } from './demo-password'

const CLIENT = { address: '127.0.0.1', userAgent: 'npm start' }
const LINK = /\/invite\/([\w-]+)/

/** The owner takes the invitation from the tenant's outbox, as somebody without a mail server would; later on they sign in. */
export async function enterAsOwner(db: TenantDb, tenant: ResolvedTenant, owner: DemoMember): Promise<MemberPrincipal> {
  const password = demoPassword(tenant.slug)
  const hasAccount = (await db.user.count({ where: { email: owner.email } })) > 0
  const { claims } = hasAccount
    ? await signInMember(db, tenant, { email: owner.email, password, client: CLIENT })
    : await acceptInvitation(db, tenant, { token: await findToken(db, tenant, owner), password, client: CLIENT })
  return principalOf(db, tenant, claims)
}

/** The others are invited by the owner and accept at once. */
export async function addMembers(db: TenantDb, tenant: ResolvedTenant, owner: MemberPrincipal, members: DemoMember[]): Promise<void> {
  for (const { email, name, roleKey, employeeNumber, locale } of members) {
    if ((await db.user.count({ where: { email } })) > 0) continue
    const employee = employeeNumber ? await db.employee.findFirst({ where: { number: employeeNumber }, select: { id: true } }) : null
    const { url } = await inviteMember(db, tenant, owner, {
      email,
      name,
      roleKey,
      employeeId: employee?.id ?? null,
      locale: locale ?? tenant.locale,
    })
    const { claims } = await acceptInvitation(db, tenant, {
      token: tokenOf(url)!,
      password: demoPassword(tenant.slug),
      locale,
      client: CLIENT,
    })
    await signOut(db, { userId: claims.uid, sessionId: claims.sid })
  }
}

async function findToken(db: TenantDb, tenant: ResolvedTenant, { email, name, roleKey }: DemoMember): Promise<string> {
  const mails = await listMails(db)
  const token = tokenOf(mails.find(({ kind, to }) => kind === 'invitation' && to === email)?.text ?? '')
  const isOpen =
    token && (await db.invitation.count({ where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } } })) > 0
  if (isOpen) return token
  // The mail has left, or its link is a week old: a new one, whose link this process is given.
  const { url } = await inviteMember(db, tenant, systemPrincipal('demo'), { email, name, roleKey, locale: tenant.locale })
  return tokenOf(url)!
}

async function principalOf(db: TenantDb, tenant: ResolvedTenant, claims: SessionClaims): Promise<MemberPrincipal> {
  const principal = await findMemberSession(db, tenant, claims)
  if (principal) return principal
  throw new AppError('unauthenticated', { message: 'The session of the demo owner has ended.' })
}

const tokenOf = (text: string) => LINK.exec(text)?.[1]

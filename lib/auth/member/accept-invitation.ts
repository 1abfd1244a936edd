import { AppError, newId, now, sha256Hex } from '@/lib/core'
import { constraintOf, type TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { checkNewPassword } from '../password/check-new-password'
import { hashPassword } from '../password/password-hash'
import { mayUsePassword, providerOnly } from '../policy/may-use-password'
import { type Client, startMemberSession } from '../session/member-sessions'
import { rememberClient } from '../throttle/remember-client'
import { hasAccount } from './has-account'
import type { SignedIn } from './sign-in-member'

export type OpenInvitation = { id: string; email: string; name: string; roleKey: string }
type Input = { token: string; password: string; name?: string; locale?: string | null; client: Client; requestId?: string | null }

/** Whom a link invites, for the page that asks for a password; null when it was used, taken back, has expired or never was. */
export async function findInvitation(db: TenantDb, token: string): Promise<OpenInvitation | null> {
  const found = await open(db, token)
  return found && { id: found.id, email: found.email, name: found.name, roleKey: found.role.key }
}

/**
 * Makes the account that an invitation promises, once, and signs the person in. Of two who use the link at the same moment one
 * gets the account, the other `not_found`. Throws `invalid_input` for the password, `conflict` when the address has an account.
 */
export async function acceptInvitation(db: TenantDb, tenant: { id: string }, input: Input): Promise<SignedIn> {
  const { token, password, client, requestId } = input
  const invitation = await open(db, token)
  if (!invitation) throw deadInvitation()
  checkNewPassword(password, invitation)
  const passwordHash = await hashPassword(tenant.id, password)
  try {
    const claims = await db.$transaction(async (tx) => {
      const { count } = await tx.invitation.updateMany({
        where: { id: invitation.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
        data: { acceptedAt: now() },
      })
      if (count !== 1) throw deadInvitation()
      if (!(await mayUsePassword(tx, invitation.role.key))) throw providerOnly()
      const user = await tx.user.create({
        data: {
          id: newId(),
          email: invitation.email,
          name: input.name?.trim() || invitation.name,
          passwordHash,
          roleId: invitation.roleId,
          employeeId: invitation.employeeId,
          locale: input.locale ?? null,
          lastSignInAt: now(),
        },
      })
      await recordAudit(tx, {
        actor: { kind: 'member', id: user.id },
        action: 'member.joined',
        subject: { kind: 'user', id: user.id },
        detail: { invitationId: invitation.id, role: invitation.role.key },
        requestId,
      })
      return startMemberSession(tx, user.id, client, { by: 'link' })
    })
    return { claims, deviceToken: await rememberClient(db, invitation.email, client) }
  } catch (error) {
    throw constraintOf(error)?.includes('email') ? hasAccount() : error
  }
}

function open(db: TenantDb, token: string) {
  return db.invitation.findFirst({
    where: { tokenHash: sha256Hex(token), acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
    select: { id: true, email: true, name: true, roleId: true, employeeId: true, role: { select: { key: true } } },
  })
}

const deadInvitation = () =>
  new AppError('not_found', {
    message: 'This invitation was used, taken back or has expired. Ask for a new one.',
    key: 'auth.errors.deadInvitation',
  })

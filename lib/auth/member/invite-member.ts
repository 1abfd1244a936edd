import { newId, newToken, now, publicOrigin, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { portalHost } from '../mail/portal-host'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { normalizeEmail } from '../password/normalize-email'
import { hasAccount } from './has-account'
import { getRole, requireMayAssign } from './roles'

const INVITATION_DAYS = 7

export type InviteInput = {
  email: string
  name: string
  roleKey: string
  employeeId?: string | null
  locale?: string | null
  requestId?: string | null
}

/**
 * Invites a person by mail; an earlier open invitation to the same address ends. `url` is the link of the mail, for the first start
 * and the CLI, which print it; no page and no API answer shows it. Throws `conflict` when the address has an account.
 */
export async function inviteMember(
  db: TenantDb,
  tenant: MailTenant,
  actor: Principal,
  input: InviteInput,
): Promise<{ invitationId: string; url: string; expiresAt: Date }> {
  if (actor.kind !== 'operator') requirePermission(actor, 'members:manage') // an operator who opens a tenant invites its first owner
  const email = normalizeEmail(input.email)
  const token = newToken()
  const expiresAt = new Date(now().getTime() + INVITATION_DAYS * 24 * 3600 * 1000)
  const path = `/invite/${token}`
  const invitationId = await db.$transaction(async (tx) => {
    const role = await getRole(tx, input.roleKey)
    requireMayAssign(actor, role)
    if ((await tx.user.count({ where: { email } })) > 0) throw hasAccount()
    await tx.invitation.updateMany({ where: { email, acceptedAt: null, revokedAt: null }, data: { revokedAt: now() } })
    const { id } = await tx.invitation.create({
      data: {
        id: newId(),
        email,
        name: input.name.trim(),
        roleId: role.id,
        employeeId: input.employeeId ?? null,
        tokenHash: sha256Hex(token),
        invitedBy: `${actorOf(actor).kind}:${actorOf(actor).id}`,
        expiresAt,
      },
    })
    await queueMail(tx, tenant, { kind: 'invitation', to: email, locale: input.locale, path, at: expiresAt })
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'member.invited',
      subject: { kind: 'invitation', id },
      detail: { role: role.key },
      requestId: input.requestId,
    })
    return id
  })
  return { invitationId, url: `${publicOrigin(portalHost(tenant))}${path}`, expiresAt }
}

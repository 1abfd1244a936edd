import type { MembersPageProps } from '@/components/portal/members-page'
import { BUILTIN_ROLES, type InvitationView, type MemberView } from '@/lib/auth'
import { formatMoment, translator } from '@/lib/portal'
import { roleName } from '../../portal-page'
import type { Portal } from '../../portal-request'

type Role = keyof typeof BUILTIN_ROLES

export function membersView(
  { tenant, principal, locale }: Portal,
  members: MemberView[],
  invitations: InvitationView[],
): Omit<MembersPageProps, 'actions'> {
  const t = translator(locale, 'portal')
  const common = translator(locale, 'common')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  const active = members.filter(({ status }) => status === 'active').length
  const em = (text: string) => `<em>${text}</em>`
  return {
    sentence:
      invitations.length > 0
        ? t.markup('members.withInvitations', { count: active, open: invitations.length, em })
        : t.markup('members.sentence', { count: active, em }),
    rows: [
      ...members.map((member) => ({
        id: member.id,
        kind: 'member' as const,
        name: member.name,
        email: member.email,
        roleKey: member.roleKey,
        role: roleName(locale, member.roleKey),
        isActive: member.status === 'active',
        isMe: member.id === principal.userId,
        state: member.status === 'active' ? t('members.active') : t('members.disabled'),
        lastSignIn: member.lastSignInAt ? moment(member.lastSignInAt) : t('members.never'),
      })),
      ...invitations.map((invitation) => ({
        id: invitation.id,
        kind: 'invitation' as const,
        name: invitation.name,
        email: invitation.email,
        roleKey: invitation.roleKey,
        role: roleName(locale, invitation.roleKey),
        isActive: true,
        isMe: false,
        state: t('members.open'),
        lastSignIn: t('members.validUntil', { day: moment(invitation.expiresAt) }),
      })),
    ],
    roles: (Object.keys(BUILTIN_ROLES) as Role[])
      // Owners are made by owners alone; the action refuses others anyway.
      .filter((key) => key !== 'owner' || principal.roleKey === 'owner')
      .map((key) => ({ value: key, label: roleName(locale, key), help: t(`members.roleHelp.${key}`) })),
    words: {
      title: t('members.title'),
      invite: t('members.invite'),
      inviteTitle: t('members.inviteTitle'),
      inviteLead: t('members.inviteLead'),
      name: t('members.name'),
      email: t('members.email'),
      role: t('members.role'),
      state: t('members.state'),
      lastSignIn: t('members.lastSignIn'),
      send: t('members.send'),
      invited: t.raw('members.invited'),
      actions: t.raw('members.actions'),
      changeRole: t('members.changeRole'),
      changeRoleTitle: t.raw('members.changeRoleTitle'),
      changeRoleText: t('members.changeRoleText'),
      disable: t('members.disable'),
      disableTitle: t.raw('members.disableTitle'),
      disableText: t('members.disableText'),
      enable: t('members.enable'),
      revoke: t('members.revoke'),
      revokeTitle: t.raw('members.revokeTitle'),
      revokeText: t('members.revokeText'),
      you: t('members.you'),
      cancel: common('cancel'),
      save: common('save'),
      messages: common('messages'),
    },
  }
}

import type { MembersPageProps } from '@/components/portal/members-page'
import { hasPermission, type InvitationView, isBuiltinRole, type MemberView, type RoleView } from '@/lib/auth'
import { formatMoment, translator } from '@/lib/portal'
import { roleName } from '../../portal-page'
import type { Portal } from '../../portal-request'
import { accessTabs } from '../access-tabs'

export function membersView(
  portal: Portal,
  members: MemberView[],
  invitations: InvitationView[],
  roles: RoleView[],
): Omit<MembersPageProps, 'actions'> {
  const { tenant, principal, locale } = portal
  const t = translator(locale, 'portal')
  const names = new Map(roles.filter(({ isBuiltin }) => !isBuiltin).map(({ key, name }) => [key, name]))
  const nameOf = (key: string) => names.get(key) ?? roleName(locale, key)
  const common = translator(locale, 'common')
  const access = translator(locale, 'access')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  const active = members.filter(({ status }) => status === 'active').length
  const em = (text: string) => `<em>${text}</em>`
  return {
    tabs: accessTabs(portal, 'members'),
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
        role: nameOf(member.roleKey),
        isActive: member.status === 'active',
        hasFactor: member.hasFactor,
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
        role: nameOf(invitation.roleKey),
        isActive: true,
        hasFactor: false,
        isMe: false,
        state: t('members.open'),
        lastSignIn: t('members.validUntil', { day: moment(invitation.expiresAt) }),
      })),
    ],
    roles: roles
      // Owners are made by owners alone, and nobody gives more than they have; the action refuses it anyway.
      .filter(({ key, permissions }) =>
        key === 'owner' ? principal.roleKey === 'owner' : permissions.every((permission) => hasPermission(principal, permission)),
      )
      .map(({ key, permissions }) => ({
        value: key,
        label: nameOf(key),
        help: isBuiltinRole(key) ? t(`members.roleHelp.${key}`) : t('roles.allows', { count: permissions.length }),
      })),
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
      resetFactor: access('reset.action'),
      resetFactorTitle: access.raw('reset.title'),
      resetFactorText: access('reset.text'),
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

import type { DirectorySettingsProps } from '@/components/portal/sign-in-settings/directory-settings'
import { hasPermission, type RoleView, type ScimGroupView, type ScimTokenView } from '@/lib/auth'
import { env, publicOrigin } from '@/lib/core'
import { formatMoment, translator } from '@/lib/portal'
import { roleName } from '../../portal-page'
import type { Portal } from '../../portal-request'

type Given = { tokens: ScimTokenView[]; groups: ScimGroupView[]; roles: RoleView[] }

export function directoryView(
  { tenant, principal, locale }: Portal,
  { tokens, groups, roles }: Given,
): Omit<DirectorySettingsProps, 'actions'> {
  const t = translator(locale, 'access')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  return {
    address: `${publicOrigin(tenant.primaryDomain ?? `${tenant.slug}.${env().BASE_DOMAIN}`)}/scim/v2`,
    tokens: tokens.map(({ id, name, prefix, createdAt, lastUsedAt }) => ({
      id,
      name,
      detail: [
        `${prefix}…`,
        t('scim.madeAt', { moment: moment(createdAt) }),
        lastUsedAt ? t('scim.usedAt', { moment: moment(lastUsedAt) }) : t('scim.unused'),
      ].join(' · '),
      revokeLabel: t('scim.revokeLabel', { name }),
    })),
    groups: groups.map(({ id, displayName, members, roleKey }) => ({
      id,
      name: displayName,
      detail: t('scim.members', { count: members }),
      roleKey: roleKey ?? '',
      label: t('scim.roleOf', { name: displayName }),
    })),
    roles: [
      { value: '', label: t('scim.noRole') },
      ...roles
        .filter(({ key, permissions }) => key !== 'owner' && permissions.every((permission) => hasPermission(principal, permission)))
        .map(({ key, name, isBuiltin }) => ({ value: key, label: isBuiltin ? roleName(locale, key) : name })),
    ],
    words: {
      title: t('scim.title'),
      lead: t('scim.lead'),
      address: t('scim.address'),
      tokens: t('scim.tokens'),
      name: t('scim.name'),
      create: t('scim.create'),
      once: t('scim.once'),
      copy: t('sso.copy'),
      copied: t('sso.copied'),
      revoke: t('scim.revoke'),
      groups: t('scim.groups'),
      groupsLead: t('scim.groupsLead'),
      noGroups: t('scim.noGroups'),
    },
  }
}

import type { ProviderSettingsProps } from '@/components/portal/sign-in-settings/provider-settings'
import { CALLBACK_PATH, hasPermission, type ProviderView, type RoleView, type SignInPolicy } from '@/lib/auth'
import type { Domain } from '@/lib/catalog'
import { env, publicOrigin } from '@/lib/core'
import { formatMoment, translator } from '@/lib/portal'
import { roleName } from '../../portal-page'
import type { Portal } from '../../portal-request'

type Given = { provider: ProviderView | null; policy: SignInPolicy; roles: RoleView[]; domains: Domain[] }

export function providerView(
  { tenant, principal, locale }: Portal,
  { provider, policy, roles, domains }: Given,
): Omit<ProviderSettingsProps, 'actions'> {
  const t = translator(locale, 'access')
  const held = domains.filter(({ status }) => status === 'active')
  const hosts = [`${tenant.slug}.${env().BASE_DOMAIN}`, ...held.filter(({ pointsHere }) => pointsHere).map(({ host }) => host)]
  const list = held.map(({ host }) => host).join(', ')
  return {
    values: provider && { name: provider.name, issuer: provider.issuer, clientId: provider.clientId, newRoleKey: provider.newRoleKey },
    roles: [
      { value: '', label: t('sso.newRoleNone') },
      ...roles
        .filter(({ key, permissions }) => key !== 'owner' && permissions.every((permission) => hasPermission(principal, permission)))
        .map(({ key, name, isBuiltin }) => ({
          value: key,
          label: t('sso.newRoleAs', { role: isBuiltin ? roleName(locale, key) : name }),
        })),
    ],
    state: provider && {
      isOn: provider.isOn,
      isOnly: policy.isProviderOnly,
      isTested: provider.testedAt !== null,
      tested: provider.testedAt
        ? t('sso.testedAt', { moment: formatMoment(provider.testedAt, locale, tenant.timeZone) })
        : t('sso.untested'),
    },
    redirectUris: hosts.map((host) => publicOrigin(host) + CALLBACK_PATH),
    domains: t('sso.domainsText', { count: held.length, list }),
    words: {
      title: t('sso.title'),
      lead: t('sso.lead'),
      name: t('sso.name'),
      issuer: t('sso.issuer'),
      issuerHelp: t('sso.issuerHelp'),
      clientId: t('sso.clientId'),
      clientSecret: t('sso.clientSecret'),
      secretHelp: t('sso.secretHelp'),
      secretKept: t('sso.secretKept'),
      newRole: t('sso.newRole'),
      save: t('sso.save'),
      saved: t('sso.saved'),
      redirect: t('sso.redirect'),
      redirectHelp: t('sso.redirectHelp'),
      domains: t('sso.domains'),
      domainsLink: t('sso.domainsLink'),
      test: t('sso.test'),
      tested: t('sso.tested'),
      on: t('sso.on'),
      onHelp: t('sso.onHelp'),
      only: t('sso.only'),
      onlyHelp: t('sso.onlyHelp'),
      remove: t('sso.remove'),
      removeTitle: t('sso.removeTitle'),
      removeEffect: t('sso.removeEffect'),
      removePasswords: t('sso.removePasswords'),
      cancel: t('sso.cancel'),
    },
  }
}

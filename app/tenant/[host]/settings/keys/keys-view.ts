import type { KeysPageProps } from '@/components/portal/connect/keys-page'
import type { ApiKeyView } from '@/lib/auth'
import { now } from '@/lib/core'
import { formatMoment, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'
import { permissionGroups } from '../permission-groups'

export function keysView(portal: Portal, keys: ApiKeyView[]): Omit<KeysPageProps, 'actions'> {
  const { tenant, locale } = portal
  const t = translator(locale, 'connect')
  const common = translator(locale, 'common')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  return {
    lead: t('keys.lead'),
    permissions: permissionGroups(portal),
    keys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      prefix: key.prefix,
      permissions: key.permissions.join(', '),
      facts: [
        t('keys.may', { count: key.permissions.length }),
        t('keys.made', { moment: moment(key.createdAt) }),
        key.lastUsedAt ? t('keys.used', { moment: moment(key.lastUsedAt) }) : t('keys.neverUsed'),
        ...(key.expiresAt ? [t(key.expiresAt > now() ? 'keys.endsAt' : 'keys.ended', { moment: moment(key.expiresAt) })] : []),
        ...(key.addresses.length > 0 ? [t('keys.from', { addresses: key.addresses.join(', ') })] : []),
      ].join(' · '),
      revokeTitle: t('keys.revokeTitle', { name: key.name }),
    })),
    words: {
      title: t('keys.title'),
      new: t('keys.new'),
      none: t('keys.none'),
      name: t('keys.name'),
      nameHelp: t('keys.nameHelp'),
      scopes: t('keys.scopes'),
      ends: t('keys.ends'),
      endsHelp: t('keys.endsHelp'),
      addresses: t('keys.addresses'),
      addressesHelp: t('keys.addressesHelp'),
      create: t('keys.create'),
      madeTitle: t('keys.madeTitle'),
      madeText: t('keys.madeText'),
      copy: t('keys.copy'),
      copied: t('keys.copied'),
      done: t('keys.done'),
      revoke: t('keys.revoke'),
      revokeEffect: t('keys.revokeEffect'),
      revokeForGood: t('keys.revokeForGood'),
      mayNot: t('keys.mayNot'),
      document: t('keys.document'),
      optional: common('optional'),
      cancel: common('cancel'),
    },
  }
}

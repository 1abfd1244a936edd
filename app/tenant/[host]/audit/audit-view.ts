import type { AuditTrailProps } from '@/components/portal/audit-trail'
import { listMembers } from '@/lib/auth'
import type { Locale } from '@/lib/core'
import type { AuditPage, AuditRecord } from '@/lib/governance'
import { pluginWords } from '@/lib/plugins'
import { formatMoment, translator } from '@/lib/portal'
import { findPlugin } from '@/plugins/registry'
import type { Portal } from '../portal-request'

type Words = ReturnType<typeof translator<'portal'>>

export async function auditView({ db, tenant, locale }: Portal, page: AuditPage, isOlder: boolean): Promise<AuditTrailProps> {
  const t = translator(locale, 'portal')
  const common = translator(locale, 'common')
  const names = new Map((await listMembers(db, { limit: 500 })).map(({ id, name }) => [id, name]))
  return {
    rows: page.records.map((record) => ({
      id: record.id,
      moment: formatMoment(record.at, locale, tenant.timeZone),
      who: who(record, names, t),
      what: word(t, `audit.actions.${record.action}`, pluginWord(record.action, `audit.${record.action.split('.')[1]}`, locale)),
      about: about(record, names, t, locale),
      request: record.requestId?.slice(0, 13) ?? '',
      isSealed: record.isSealed,
    })),
    olderHref: page.nextCursor && `/audit?cursor=${encodeURIComponent(page.nextCursor)}`,
    newestHref: isOlder ? '/audit' : null,
    words: {
      title: t('audit.title'),
      sentence: t('audit.sentence'),
      moment: t('audit.moment'),
      who: t('audit.who'),
      what: t('audit.what'),
      about: t('audit.about'),
      request: t('audit.request'),
      sealed: t('audit.sealed'),
      unsealed: t('audit.unsealed'),
      nothing: t('audit.nothing'),
      pages: common('pages'),
      older: t('audit.older'),
      newest: t('audit.newest'),
    },
  }
}

/** Actions come from all over the product; one without a word of its own shows as it is written down. */
function word(t: Words, key: string, otherwise: string): string {
  const loose = t as unknown as { (key: string): string; has(key: string): boolean }
  return loose.has(key) ? loose(key) : otherwise
}

/** What a plugin wrote down is said in the plugin's words, also when it is off: the trail keeps what happened. */
function pluginWord(action: string, key: string, locale: Locale, otherwise = action): string {
  const plugin = findPlugin(action.split('.')[0]!)
  const t = plugin && pluginWords(plugin, locale)
  return t?.has(key) ? t(key) : otherwise
}

function who({ actorKind, actorId }: AuditRecord, names: Map<string, string>, t: Words): string {
  if (actorKind === 'member') return names.get(actorId) ?? t('audit.unknown')
  if (actorKind === 'operator') return t('audit.operator')
  return actorKind === 'api-key' ? t('audit.apiKey') : t('audit.system')
}

function about({ action, subjectKind, subjectId }: AuditRecord, names: Map<string, string>, t: Words, locale: Locale): string {
  const kind = word(t, `audit.kinds.${subjectKind}`, pluginWord(action, `audit.kinds.${subjectKind}`, locale, subjectKind))
  const name = subjectKind === 'user' ? names.get(subjectId) : undefined
  return name ? `${kind} · ${name}` : kind
}

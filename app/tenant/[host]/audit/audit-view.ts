import type { AuditTrailProps } from '@/components/portal/audit-trail'
import { listMembers } from '@/lib/auth'
import type { AuditPage, AuditRecord } from '@/lib/governance'
import { formatMoment, translator } from '@/lib/portal'
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
      what: word(t, `audit.actions.${record.action}`, record.action),
      about: about(record, names, t),
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

function who({ actorKind, actorId }: AuditRecord, names: Map<string, string>, t: Words): string {
  if (actorKind === 'member') return names.get(actorId) ?? t('audit.unknown')
  if (actorKind === 'operator') return t('audit.operator')
  return actorKind === 'api-key' ? t('audit.apiKey') : t('audit.system')
}

function about({ subjectKind, subjectId }: AuditRecord, names: Map<string, string>, t: Words): string {
  const kind = word(t, `audit.kinds.${subjectKind}`, subjectKind)
  const name = subjectKind === 'user' ? names.get(subjectId) : undefined
  return name ? `${kind} · ${name}` : kind
}

import type { PersonDocumentsProps } from '@/components/portal/person-documents'
import { todayIn } from '@/lib/core'
import { DOCUMENT_EXTENSIONS, type PersonDocuments } from '@/lib/hr'
import { formatBytes, formatDate, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'

/** The documents of a person, in words. */
export function documentsView(
  personId: string,
  { documents, mayWrite }: PersonDocuments,
  { tenant, locale }: Portal,
): Omit<PersonDocumentsProps, 'actions'> {
  const t = translator(locale, 'people')
  return {
    personId,
    mayWrite,
    accept: DOCUMENT_EXTENSIONS.join(','),
    documents: documents.map(({ id, name, sizeBytes, createdAt }) => ({
      id,
      name,
      detail: `${formatBytes(sizeBytes, locale)} · ${formatDate(todayIn(tenant.timeZone, createdAt), locale)}`,
    })),
    words: {
      title: t('documents.title'),
      none: t('documents.none'),
      add: t('documents.add'),
      addHelp: t('documents.addHelp'),
      adding: t.raw('documents.adding'),
      failed: t('documents.failed'),
      kind: t('errors.document_kind'),
      tooLarge: t('documents.tooLarge'),
      open: t.raw('documents.open'),
      remove: t.raw('documents.remove'),
      removeTitle: t.raw('documents.removeTitle'),
      removeText: t('documents.removeText'),
      removeConfirm: t('documents.removeConfirm'),
      cancel: translator(locale, 'common')('cancel'),
    },
  }
}

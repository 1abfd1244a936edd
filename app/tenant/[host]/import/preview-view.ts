import type { ImportFileView } from '@/components/portal/import-types'
import type { Locale } from '@/lib/core'
import { type AnyField, FIELDS, fieldName, fileProblemText, IMPORT_KINDS, type ImportPreview, type Mapping } from '@/lib/hr'
import { formatNumber, translator } from '@/lib/portal'

/** An uploaded file in the reader's words; `mapping` is what was chosen before, and otherwise what the headers suggest. */
export function previewView(preview: ImportPreview, locale: Locale, mapping?: Mapping): ImportFileView {
  const t = translator(locale, 'import')
  const fieldOf = mapping && new Map(Object.entries(mapping).map(([field, header]) => [header, field]))
  return {
    fileId: preview.fileId,
    name: preview.name,
    size: fileSize(preview.sizeBytes, locale),
    problem: preview.problem && fileProblemText(locale, preview.problem),
    kind: preview.kind,
    kinds: IMPORT_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    columns: preview.columns.map(({ header, samples, guess }) => ({
      header,
      sample: samples[0] ?? t('page.empty'),
      field: fieldOf ? (fieldOf.get(header) ?? null) : (guess?.field ?? null),
      isGuess: !fieldOf && guess !== null && !guess.isCertain,
    })),
    fields: Object.entries(FIELDS[preview.kind]).map(([field, rules]) => ({
      value: field,
      label: fieldName(locale, field as AnyField),
      isRequired: 'isRequired' in rules,
    })),
  }
}

export function fileSize(bytes: number, locale: Locale): string {
  const t = translator(locale, 'import')
  if (bytes < 100_000) return t('page.sizeKb', { size: formatNumber(Math.max(1, Math.round(bytes / 1000)), locale) })
  return t('page.size', { size: formatNumber(Math.round(bytes / 100_000) / 10, locale) })
}

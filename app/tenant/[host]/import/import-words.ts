import type { StepWords } from '@/components/portal/import-steps'
import type { WizardWords } from '@/components/portal/import-wizard'
import type { Locale } from '@/lib/core'
import { translator } from '@/lib/portal'

export function stepWords(locale: Locale): StepWords {
  const t = translator(locale, 'import')
  return {
    steps: t('page.steps.label'),
    stepUpload: t('page.steps.upload'),
    stepColumns: t('page.steps.columns'),
    stepCheck: t('page.steps.check'),
    stepImport: t('page.steps.import'),
  }
}

export function wizardWords(locale: Locale, bytesMax: number): WizardWords {
  const t = translator(locale, 'import')
  return {
    ...stepWords(locale),
    drop: t('page.drop'),
    dropHelp: t('page.dropHelp', { megabytes: bytesMax / 1_048_576 }),
    uploading: t.raw('page.uploading'),
    reading: t.raw('page.reading'),
    uploadFailed: t.raw('page.uploadFailed'),
    tooLarge: t.raw('page.tooLarge'),
    remove: t.raw('page.remove'),
    contains: t('page.contains'),
    twice: t.raw('page.twice'),
    inFile: t('page.inFile'),
    inPortal: t('page.inPortal'),
    doNotImport: t('page.doNotImport'),
    guessed: t('page.guessed'),
    missing: t.raw('page.missing'),
    period: t('page.period'),
    periodYear: t('page.periodYear'),
    periodMonth: t('page.periodMonth'),
    checkButton: t('page.check'),
  }
}

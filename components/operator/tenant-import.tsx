'use client'
import type { ComponentProps } from 'react'
import { ImportRun } from '@/components/portal/import-run'
import type { Answer, CheckInput, ImportFileView } from '@/components/portal/import-types'
import { ImportWizard } from '@/components/portal/import-wizard'

type Wizard = ComponentProps<typeof ImportWizard>
type Run = ComponentProps<typeof ImportRun>

/** The portal's own import, run by an operator in one named tenant: each of its actions says which. */
export function TenantImport({
  slug,
  preview,
  check,
  ...rest
}: Omit<Wizard, 'uploadUrl' | 'preview' | 'check'> & {
  slug: string
  preview: (input: { slug: string; fileId: string; kind?: string }) => Answer<ImportFileView>
  check: (input: CheckInput & { slug: string }) => Answer<{ operationId: string }>
}) {
  return (
    <ImportWizard
      {...rest}
      uploadUrl={`/api/operator/imports/${slug}`}
      preview={(input) => preview({ ...input, slug })}
      check={(input) => check({ ...input, slug })}
    />
  )
}

export function TenantImportRun({
  slug,
  run,
  openLabel,
  ...rest
}: Omit<Run, 'run'> & {
  slug: string
  openLabel: string
  run: (input: { slug: string } & Parameters<Run['run']>[0]) => ReturnType<Run['run']>
}) {
  return <ImportRun {...rest} words={{ ...rest.words, open: openLabel }} run={(input) => run({ ...input, slug })} />
}

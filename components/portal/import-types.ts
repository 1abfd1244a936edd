import type { ImportKind } from '@/lib/hr'

/** One uploaded file before it is checked. */
export type ImportFileView = {
  fileId: string
  name: string
  size: string
  /** Why it cannot be read. */
  problem: string | null
  kind: ImportKind
  kinds: { value: string; label: string }[]
  columns: { header: string; sample: string; field: string | null; isGuess: boolean }[]
  fields: { value: string; label: string; isRequired: boolean }[]
}

export type CheckInput = { files: { fileId: string; kind: ImportKind; mapping: Record<string, string> }[]; period: 'year' | 'month' }
type Failure = { ok: false; message: string }
export type Answer<T> = Promise<{ ok: true; data: T } | Failure>

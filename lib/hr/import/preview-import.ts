import type { Principal } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import type { ImportKind } from './fields'
import { type FileProblem, isFileProblem } from './file-problem'
import { type ColumnGuess, guessColumns, guessKind } from './guess-mapping'
import { getImportFile } from './import-file'
import { inspectText } from './inspect-text'
import { readHeaders } from './open-table'
import { type CsvFormat, findSeparator, readCsv } from './read-csv'

const ROWS_SHOWN = 20
const SAMPLES_SHOWN = 3

export interface PreviewColumn {
  header: string
  /** The first values that are not empty. */
  samples: string[]
  guess: ColumnGuess | null
}

export interface ImportPreview {
  fileId: string
  name: string
  sizeBytes: number
  /** Why it cannot be read; then there is nothing else to see. */
  problem: FileProblem | null
  format: CsvFormat | null
  kind: ImportKind
  columns: PreviewColumn[]
  rows: { line: number; values: string[] }[]
}

/** The first rows of an uploaded file and what its columns seem to mean. `kind` is what the file holds, guessed if not told. */
export async function previewImport(db: TenantDb, principal: Principal, fileId: string, kind?: ImportKind): Promise<ImportPreview> {
  requireMayImport(principal)
  const { name, sizeBytes, source } = await getImportFile(db, fileId)
  const preview: ImportPreview = { fileId, name, sizeBytes, problem: null, format: null, kind: kind ?? 'employees', columns: [], rows: [] }
  try {
    const { encoding } = await inspectText(source)
    preview.format = { encoding, separator: await findSeparator(source, encoding) }
    let headers: string[] | undefined
    for await (const { line, values } of readCsv(source, preview.format)) {
      if (!headers) headers = readHeaders(values)
      else if (preview.rows.push({ line, values: values.slice(0, headers.length).map(shorten) }) === ROWS_SHOWN) break
    }
    if (!headers) return { ...preview, problem: { code: 'empty' } }
    preview.kind = kind ?? guessKind(headers)
    const guesses = guessColumns(preview.kind, headers)
    preview.columns = headers.map((header, index) => ({ header, samples: samplesOf(preview.rows, index), guess: guesses[index] ?? null }))
    return preview.rows.length > 0 ? preview : { ...preview, problem: { code: 'no_rows' } }
  } catch (error) {
    if (isFileProblem(error)) return { ...preview, problem: error.problem }
    throw error
  }
}

function samplesOf(rows: ImportPreview['rows'], index: number): string[] {
  const values = new Set(rows.map(({ values }) => values[index] ?? '').filter((value) => value !== ''))
  return [...values].slice(0, SAMPLES_SHOWN)
}

const shorten = (value: string) => (value.length > 200 ? `${value.slice(0, 199)}…` : value)

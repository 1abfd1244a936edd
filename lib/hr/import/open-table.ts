import type { ImportKind, Mapping } from './fields'
import { FileProblemError } from './file-problem'
import { guessMapping } from './guess-mapping'
import type { ImportFile } from './import-request'
import { inspectText, type TextSource } from './inspect-text'
import { type CsvFormat, type CsvRow, findSeparator, readCsv } from './read-csv'
import { columnsOf } from './row-parser'

type Wanted = Pick<ImportFile, 'kind' | 'mapping' | 'encoding' | 'separator'>

/** A file that is known to be a table with the columns that are wanted. */
export interface OpenTable {
  kind: ImportKind
  source: TextSource
  format: CsvFormat
  headers: string[]
  mapping: Mapping
}

/** Finds encoding, separator, headers and columns; `known` is what an earlier look at the same file found. Throws FileProblemError. */
export async function openTable(file: Wanted, source: TextSource, known?: CsvFormat): Promise<OpenTable> {
  const format = known ?? (await findFormat(file, source))
  const head: CsvRow[] = []
  for await (const row of readCsv(source, format)) if (head.push(row) === 2) break
  if (!head[0]) throw new FileProblemError({ code: 'empty' })
  const headers = readHeaders(head[0].values)
  const mapping = file.mapping ?? guessMapping(file.kind, headers)
  columnsOf(file.kind, headers, mapping)
  if (!head[1]) throw new FileProblemError({ code: 'no_rows' })
  return { kind: file.kind, source, format, headers, mapping }
}

async function findFormat(file: Wanted, source: TextSource): Promise<CsvFormat> {
  const { encoding: found } = await inspectText(source)
  // Other encodings are decoded strictly; broken UTF-8 would come out as question marks in people's names.
  if (file.encoding === 'utf-8' && found !== 'utf-8') throw new FileProblemError({ code: 'encoding_unknown' })
  const encoding = file.encoding ?? found
  return { encoding, separator: file.separator ?? (await findSeparator(source, encoding)) }
}

/** A column without a header can still be chosen: by its number. */
export function readHeaders(values: readonly string[]): string[] {
  return values.map(
    (value, index) =>
      value
        .normalize('NFC')
        .replace(/\p{Cc}/gu, ' ')
        .trim() || `#${index + 1}`,
  )
}

/** The rows below the header. */
export async function* readRows({ source, format }: Pick<OpenTable, 'source' | 'format'>): AsyncGenerator<CsvRow> {
  let isHeader = true
  for await (const row of readCsv(source, format)) {
    if (!isHeader) yield row
    isHeader = false
  }
}

import { CsvError, parse } from 'csv-parse'
import { decodeToUtf8 } from './decode'
import { FileProblemError } from './file-problem'
import { guessSeparator } from './guess-separator'
import type { Encoding, TextSource } from './inspect-text'

export const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

export interface CsvFormat {
  encoding: Encoding
  separator: Separator
}
export interface CsvRow {
  /** Where the row starts, as an editor counts lines. */
  line: number
  values: string[]
}

const RECORD_CHARACTERS_MAX = 128 * 1024
const COLUMNS_MAX = 200
const LINES_MAX = 5_000_000
const HEAD_BYTES = 64 * 1024

/** The separator that the header line speaks for. */
export async function findSeparator(source: TextSource, encoding: Encoding): Promise<Separator> {
  const chunks: Buffer[] = []
  let size = 0
  const stream = (await source.open()).on('error', () => {})
  const text = stream.pipe(decodeToUtf8(encoding))
  for await (const chunk of text as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= HEAD_BYTES) break
  }
  stream.destroy()
  return guessSeparator(Buffer.concat(chunks).toString('utf8').slice(0, HEAD_BYTES))
}

/**
 * The rows of a file with their line numbers, the header first, blank lines left out. Throws FileProblemError where the file
 * stops being a table: after an unclosed quote nothing can be trusted. Memory is bounded by the longest record that is allowed,
 * whatever the file holds.
 */
export async function* readCsv(source: TextSource, format: CsvFormat): AsyncGenerator<CsvRow> {
  const { parser, close } = await openParser(source, format)
  let line = 1
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      const isBlank = values.length === 1 && values[0] === ''
      const isSeparatorHint = line === 1 && values.length <= 2 && /^sep=/i.test(values[0]!)
      if (!isBlank && !isSeparatorHint) {
        if (values.length > COLUMNS_MAX) throw new FileProblemError({ code: 'columns_too_many', line, limit: COLUMNS_MAX })
        if (line > LINES_MAX) throw new FileProblemError({ code: 'rows_too_many', line, limit: LINES_MAX })
        yield { line, values }
      }
      line += 1 + countBreaks(values)
    }
  } catch (error) {
    throw error instanceof CsvError ? toProblem(error, await findBrokenRow(source, format)) : error
  } finally {
    close()
  }
}

async function openParser(source: TextSource, { encoding, separator }: CsvFormat, onRecord?: (line: number) => void) {
  const input = await source.open()
  const text = decodeToUtf8(encoding)
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: RECORD_CHARACTERS_MAX,
    ltrim: true,
    rtrim: true,
    ...(onRecord && {
      on_record: (_record: string[], { lines }: { lines: number }) => {
        onRecord(lines)
        return null
      },
    }),
  })
  // pipe() does not hand on errors; destroying the parser ends its reader with the first of them.
  input.on('error', (error) => parser.destroy(error))
  text.on('error', (error) => parser.destroy(error))
  input.pipe(text).pipe(parser)
  const close = () => {
    for (const stream of [input, text, parser]) stream.destroy()
  }
  return { parser, close }
}

/**
 * Where the row starts at which the parser gives up: that is where an unclosed quote is to be looked for. Its error knows where it
 * noticed, which may be the end of the file, and rows that it had read and not yet handed over are lost with it. So the file is read
 * once more, which costs nothing while files are well: asking for the line of each row costs a third of the speed.
 */
async function findBrokenRow(source: TextSource, format: CsvFormat): Promise<number> {
  let line = 1
  const { parser, close } = await openParser(source, format, (last) => {
    line = last + 1
  })
  await new Promise<void>((resolve) =>
    parser
      .on('error', () => resolve())
      .on('end', resolve)
      .resume(),
  )
  close()
  return line
}

function countBreaks(values: string[]): number {
  let breaks = 0
  for (const value of values) {
    for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) breaks++
  }
  return breaks
}

function toProblem(error: CsvError, line: number): unknown {
  const column = typeof error.column === 'number' ? String(error.column + 1) : undefined
  switch (error.code as string) {
    case 'CSV_MAX_RECORD_SIZE':
      return new FileProblemError({ code: 'row_too_long', line, column, limit: RECORD_CHARACTERS_MAX })
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileProblemError({ code: 'quote_open', line, column })
    case 'INVALID_OPENING_QUOTE':
      return new FileProblemError({ code: 'quote_inside', line, column })
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return new FileProblemError({ code: 'quote_closing', line, column })
    default:
      return error
  }
}

import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'

type Json = { type?: string; properties?: Record<string, Json>; items?: Json; anyOf?: Json[] }

/** A spreadsheet runs a cell that begins so as a formula; a tab in front keeps it a text. */
const FORMULA = /^[=+\-@\t\r]/
const ROWS_A_PAGE = 200

/**
 * The columns of a list, made of the schema of its items: an object's fields have columns of their own ('actor.kind'), and a list of
 * objects has none, because a cell is not a table. Null for an endpoint that answers no list.
 */
export function csvColumns(endpoint: { method: string; output: z.ZodType | null }): string[] | null {
  if (endpoint.method !== 'GET' || !endpoint.output) return null
  const { properties } = z.toJSONSchema(endpoint.output, { io: 'output', unrepresentable: 'any' }) as Json
  const item = properties?.items?.items
  return item?.properties ? columnsOf(item.properties) : null
}

function columnsOf(properties: Record<string, Json>, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const inner = property.anyOf?.find(({ properties: fields }) => fields) ?? property
    if (inner.properties) return columnsOf(inner.properties, `${path}${name}.`)
    const elements = (property.anyOf?.find(({ items }) => items) ?? property).items
    return elements?.properties ? [] : [path + name]
  })
}

export const wantsCsv = (request: Request): boolean => {
  const accepted = (request.headers.get('accept') ?? '').split(',').map((part) => part.split(';')[0]!.trim().toLowerCase())
  return accepted.includes('text/csv') && !accepted.includes('application/json')
}

type Page = { items: Record<string, unknown>[]; nextCursor?: string | null }

/**
 * A whole list as CSV, page by page while it is read, so that memory stays flat whatever its length. The first page is read before the
 * answer begins: what is refused is refused with problem details, not with half a file.
 */
export async function csvOf(columns: readonly string[], readPage: (cursor: string | undefined, limit: number) => Promise<Page>) {
  const encoder = new TextEncoder()
  let page: Page | null = await readPage(undefined, ROWS_A_PAGE)
  let isFirst = true
  return {
    body: new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (page === null) return controller.close()
        const rows = page.items.map((item) => columns.map((column) => cell(valueAt(item, column))))
        // The mark tells a spreadsheet that the bytes are UTF-8.
        controller.enqueue(encoder.encode((isFirst ? `\uFEFF${stringify([[...columns]])}` : '') + stringify(rows)))
        isFirst = false
        page = page.nextCursor ? await readPage(page.nextCursor, ROWS_A_PAGE) : null
      },
    }),
  }
}

const valueAt = (item: unknown, column: string): unknown =>
  column.split('.').reduce((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], item)

function cell(value: unknown): string | number {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : JSON.stringify(value)
  return FORMULA.test(text) ? `\t${text}` : text
}

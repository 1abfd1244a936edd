/**
 * HTML as text, for the rows of long tables: 50 rows of elements cost more to render than the page around them (docs/decisions), text
 * costs next to nothing. Every value is escaped; only what this function itself made is taken as it is.
 */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character]!) : text
}

type Value = string | number | null | undefined | false | Html | readonly Html[]

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let text = parts[0]!
  for (let index = 0; index < values.length; index++) text += print(values[index]) + parts[index + 1]!
  return new Html(text)
}

function print(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map((each: Html) => print(each)).join('')
  return escapeHtml(String(value))
}

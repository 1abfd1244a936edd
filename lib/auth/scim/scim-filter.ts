import { ScimError } from './scim-error'

export type ScimFilter = { attribute: string; value: string }

/** `userName eq "kim@acme.com"`: what directories ask before they write. Of the grammar of filters this much, and the rest by name. */
export function parseFilter(text: string | null, allowed: readonly string[]): ScimFilter | null {
  if (text === null || text.trim() === '') return null
  const found = /^\s*([\w.$:-]+(?:\[type eq "work"\]\.value)?)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i.exec(text)
  const attribute = allowed.find((name) => name.toLowerCase() === found?.[1]?.toLowerCase())
  if (!found || !attribute)
    throw new ScimError(400, `Filters compare one of ${allowed.join(', ')} by eq, such as ${allowed[0]} eq "…".`, 'invalidFilter')
  const quoted = found[2]!
  try {
    return { attribute, value: String(JSON.parse(quoted)) }
  } catch {
    throw new ScimError(400, 'The value of the filter is not a string.', 'invalidFilter')
  }
}

export type ScimPage = { startIndex: number; count: number }
const COUNT_MAX = 200

/** SCIM counts from one, and takes what makes no sense as the nearest that does (RFC 7644, 3.4.2.4). */
export function parsePage(startIndex: string | null, count: string | null): ScimPage {
  const number = (text: string | null, otherwise: number) => (text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise)
  return { startIndex: Math.max(1, number(startIndex, 1)), count: Math.min(COUNT_MAX, Math.max(0, number(count, 100))) }
}

export const listResponse = (resources: unknown[], totalResults: number, { startIndex }: ScimPage) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})

import { refused } from './refused'

/** Prisma reads { id: undefined } as "no filter": one missing value would turn a delete of one row into a delete of all. */
export function refuseUndefined(value: unknown, path: string): void {
  if (value === undefined) throw refused(`${path} is undefined`)
  if (value === null || typeof value !== 'object' || value instanceof Date || ArrayBuffer.isView(value)) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) refuseUndefined(value[i], `${path}[${i}]`)
    return
  }
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key]
    if (inner === undefined) throw refused(`${path}.${key} is undefined`)
    if (inner !== null && typeof inner === 'object') refuseUndefined(inner, `${path}.${key}`)
  }
}

/** The same for the filters inside include and select, however deep. */
export function refuseUndefinedFilters(selection: unknown): void {
  if (selection === null || typeof selection !== 'object') return
  for (const [key, inner] of Object.entries(selection)) {
    if (inner === null || typeof inner !== 'object') continue
    if ('where' in inner) refuseUndefined(inner.where, `${key}.where`)
    refuseUndefinedFilters(inner)
  }
}

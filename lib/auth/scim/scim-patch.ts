import { z } from 'zod'
import { ScimError } from './scim-error'

const Patch = z.object({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .transform((op) => op.toLowerCase())
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().max(300).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(1000),
})
export type ScimOperation = z.output<typeof Patch>['Operations'][number]
type Resource = Record<string, unknown>
type Item = Record<string, unknown>

export function parsePatch(body: unknown): ScimOperation[] {
  const parsed = Patch.safeParse(body)
  if (parsed.success) return parsed.data.Operations
  throw new ScimError(400, 'A PATCH has Operations, each with op add, replace or remove.', 'invalidSyntax')
}

const PATH =
  /^(?:urn:[\w:.-]+:(?:User|Group):)?([a-zA-Z$]\w*)(?:\[\s*([\w.]+)\s+eq\s+(?:"([^"]*)"|(true|false))\s*\])?(?:\.([a-zA-Z$]\w*))?$/i
const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * A resource as it is after the operations, in the dialects that are in use: Okta sends an object without a path, Entra `Replace` with
 * a capital letter, dotted names as keys, lists of one to remove, and values within brackets. Attributes that we do not keep pass by.
 */
export function applyPatch(resource: Resource, operations: ScimOperation[]): Resource {
  const result = structuredClone(resource)
  for (const { op, path, value } of operations) {
    if (path !== undefined) change(result, op, path, value)
    else if (op === 'remove') throw new ScimError(400, 'An operation that removes says what, by path.', 'noTarget')
    else if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ScimError(400, 'An operation without a path has an object as its value.', 'invalidSyntax')
    else for (const [name, each] of Object.entries(value)) change(result, op, name, each)
  }
  return result
}

function change(resource: Resource, op: ScimOperation['op'], path: string, value: unknown): void {
  if (path.startsWith('urn:') && !PATH.test(path)) return // an extension that we do not keep
  const found = PATH.exec(path)
  if (!found) throw new ScimError(400, `The path ${path.slice(0, 100)} cannot be read.`, 'invalidPath')
  const [, written, filterBy, text, flag, sub] = found
  const name = nameIn(resource, written!)
  if (FORBIDDEN.has(name) || (sub && FORBIDDEN.has(sub))) throw new ScimError(400, 'This path cannot be changed.', 'invalidPath')
  if (filterBy) {
    changeItems(resource, op, name, { by: filterBy, is: text ?? flag! }, sub, value)
    return
  }
  if (sub) {
    const inner = { ...((resource[name] as Item | undefined) ?? {}) }
    if (op === 'remove') delete inner[nameIn(inner, sub)]
    else inner[nameIn(inner, sub)] = value
    resource[name] = inner
    return
  }
  const before = resource[name]
  if (op === 'remove') {
    if (Array.isArray(before) && Array.isArray(value)) {
      const gone = new Set(value.map((item) => (item as Item | null)?.value))
      resource[name] = before.filter((item) => !gone.has((item as Item).value))
    } else delete resource[name]
  } else if (op === 'add' && Array.isArray(before)) {
    const added = (Array.isArray(value) ? value : [value]) as Item[]
    const had = new Set(before.map((item) => (item as Item).value))
    resource[name] = [...before, ...added.filter((item) => !had.has(item?.value))]
  } else if (op === 'add' && isObject(before) && isObject(value)) resource[name] = { ...before, ...value }
  else resource[name] = value
}

function changeItems(
  resource: Resource,
  op: ScimOperation['op'],
  name: string,
  { by, is }: { by: string; is: string },
  sub: string | undefined,
  value: unknown,
): void {
  const items = Array.isArray(resource[name]) ? (resource[name] as Item[]) : []
  const matches = (item: Item) => String(item[by]) === is
  if (op === 'remove' && !sub) {
    resource[name] = items.filter((item) => !matches(item))
    return
  }
  const changed = (item: Item): Item => (sub ? { ...item, [sub]: op === 'remove' ? undefined : value } : { ...item, ...(value as Item) })
  if (items.some(matches)) resource[name] = items.map((item) => (matches(item) ? changed(item) : item))
  else if (op !== 'remove') resource[name] = [...items, changed({ [by]: is })]
}

/** Names of attributes are the same in capital and small letters (RFC 7643, 2.1). */
const nameIn = (resource: Item, name: string) => Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
const isObject = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)

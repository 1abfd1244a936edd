import { z } from 'zod'
import { AppError, seal, unseal } from '@/lib/core'
import { PEOPLE_SORTS } from './people-query.schema'

const Cursor = z.object({
  /** Of the list: a column, or a field of the tenant's own as `field:key`. */
  sort: z.union([z.enum(PEOPLE_SORTS), z.templateLiteral(['field:', z.string()])]),
  direction: z.enum(['asc', 'desc']),
  /** Which side of the row the page lies on. */
  side: z.enum(['after', 'before']),
  /** The sorted columns of the row, its id last. */
  key: z.array(z.string()).min(1).max(4),
  /** How many rows lie before the page, as far as its neighbour knew. */
  offset: z.number().int().min(0),
})
export type Cursor = z.infer<typeof Cursor>

/** Sealed, because a cursor holds a person's name and travels in addresses and their logs; and bound to its tenant. */
export function writeCursor(tenantId: string, cursor: Cursor): string {
  return seal(JSON.stringify(cursor), `people-cursor:${tenantId}`)
}

/** Throws `invalid_input` for whatever `writeCursor` did not make for this tenant and this order. */
export function readCursor(tenantId: string, text: string, order: { sort: string; direction: string }): Cursor {
  const cursor = parse(tenantId, text)
  if (cursor && cursor.sort === order.sort && cursor.direction === order.direction) return cursor
  throw new AppError('invalid_input', {
    message: 'This page of the list does not exist any more. Start again from the first page.',
    fields: { cursor: 'is not a cursor of this list in this order' },
  })
}

function parse(tenantId: string, text: string): Cursor | undefined {
  try {
    return Cursor.parse(JSON.parse(unseal(text, `people-cursor:${tenantId}`)))
  } catch {
    return undefined
  }
}

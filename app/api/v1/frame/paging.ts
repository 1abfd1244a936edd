import { z } from 'zod'

/** Every list takes these two and answers `{items, nextCursor}`. A cursor is opaque, and belongs to its list and filters. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
}

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })

export const Instant = z.iso.datetime()
export const instant = (date: Date): string => date.toISOString()
export const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null

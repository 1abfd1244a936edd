import { z } from 'zod'
import { PATTERNS } from '@/lib/catalog'
import { MOVE_METHODS } from './move-rows'

export const MOVE = 'tenant.move'

export const MoveInput = z.object({
  toPattern: z.enum(PATTERNS),
  toServerId: z.uuid(),
  /** Of the patterns that share one; the others make their own. */
  toDatabaseId: z.uuid().nullable(),
  method: z.enum(MOVE_METHODS),
})
export type MoveInput = z.infer<typeof MoveInput>

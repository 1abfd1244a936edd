import { z } from 'zod'
import type { Words } from '@/components/operator/words'
import { FLAGS, type FlagKey } from '@/lib/catalog'

/** A flag's value for people: on, off, or the value itself. */
export function flagValueWord(t: Words, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'flags.on' : 'flags.off')
  return String(value)
}

/** The values a flag may have, as texts; null for a switch. */
export function flagChoices(key: FlagKey): string[] | null {
  const type: z.ZodType = FLAGS[key].type
  if (!(type instanceof z.ZodUnion)) return null
  return type.options.flatMap((option) => (option instanceof z.ZodLiteral ? [...option.values].map(String) : []))
}

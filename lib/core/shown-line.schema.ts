import { z } from 'zod'

/**
 * One line for people to read, such as a name. Characters that turn the direction of what follows, or that nobody sees, make one name
 * look like another; control characters break lines, and PostgreSQL takes no NUL. Joiners stay: names and emoji are written with them.
 */
export const shownLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u200b\u2060\ufeff]*$/u, 'holds a character that cannot be shown')

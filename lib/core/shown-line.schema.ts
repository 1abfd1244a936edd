import { z } from 'zod'

const UNSHOWN_CLASS = '\\p{Cc}\\p{Cs}\\p{Bidi_Control}\\u00ad\\u200b\\u2060\\ufeff'

/** Control characters, halves of characters, and those that turn the direction or that nobody sees. Imports hold to the same rule. */
export const UNSHOWN = new RegExp(`[${UNSHOWN_CLASS}]`, 'u')

/**
 * One line for people to read, such as a name. Characters that turn the direction of what follows, or that nobody sees, make one name
 * look like another; control characters break lines, and PostgreSQL takes no NUL. Joiners stay: names and emoji are written with them.
 */
export const shownLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(new RegExp(`^[^${UNSHOWN_CLASS}]*$`, 'u'), 'holds a character that cannot be shown')

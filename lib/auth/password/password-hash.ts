import { hash, verify } from '@node-rs/argon2'
import { inTurn } from './hash-queue'

// OWASP's first choice for argon2id; 24 ms a hash on the machines this was measured on.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const COST_PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`

/** The hash of 32 random bytes that nobody kept. It costs what a real one costs, and no password opens it. */
const NOBODY = `${COST_PREFIX}SPodX4jkaZ5AkI66sEl3AA$fqBx3jI9m2KFwmyb0QlAZUkL3siJUFsdV9FPTEhpJYQ`

// The same password typed on two systems may come in two Unicode forms; Hangul on macOS does.
const normalize = (password: string) => password.normalize('NFKC')

export function hashPassword(scope: string, password: string): Promise<string> {
  return inTurn(scope, () => hash(normalize(password), COST))
}

/**
 * Compares with the stored hash, or, where there is none (no such account, disabled, not yet activated), with nobody's: the same
 * work either way, so that the time taken does not tell which it was.
 */
export async function verifyPassword(scope: string, stored: string | null | undefined, password: string): Promise<boolean> {
  const isRight = await inTurn(scope, () => verify(stored ?? NOBODY, normalize(password)))
  return isRight && stored != null
}

/** Whether a hash was made at another cost than today's, so that the next sign-in replaces it. */
export const isOutdatedHash = (stored: string) => !stored.startsWith(COST_PREFIX)
